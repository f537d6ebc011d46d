using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Results;

namespace Tarn.Pipeline;

/// <summary>What a backup has stored so far. One thread writes it.</summary>
internal sealed class BackupTally
{
    private UnixPath _latest;
    private long _unfinishedBytes;

    /// <summary>Entries stored.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes of regular files stored.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>Counts an entry.</summary>
    public void Add(Entry entry)
    {
        Entries++;
        ContentBytes += entry.ContentLength;
        _latest = entry.Path;
        _unfinishedBytes = 0;
    }

    /// <summary>Takes note of some of an entry that is not stored as a whole yet.</summary>
    public void AddPart(UnixPath path, int bytes)
    {
        _latest = path;
        _unfinishedBytes += bytes;
    }

    /// <summary>The same for a listener, with what is not stored as a whole yet.</summary>
    public Progress Progress(long storedBytes) =>
        new(Entries, ContentBytes + _unfinishedBytes, storedBytes, _latest);
}
