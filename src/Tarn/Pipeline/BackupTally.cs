using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Spill;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>What a backup has stored so far. One thread writes it.</summary>
internal sealed class BackupTally : IDisposable
{
    private readonly SpillTable _lostFirstNames = new();
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

    /// <summary>An entry could not be read, and so is not stored.</summary>
    public void Lose(SourceItem.Found item)
    {
        if (item.Identity.Links != 1)
        {
            _lostFirstNames.Set(item.Entry.Path.Span, []);
        }
    }

    /// <summary>
    /// What is wrong with an entry that is another name of one not stored: stored all the same, it would lead nowhere.
    /// Null for any other.
    /// </summary>
    public Problem? FindDangling(Entry entry) =>
        entry is Entry.HardLink link && _lostFirstNames.TryGet(link.Target.Span, out _)
            ? new Problem(
                ProblemKind.Unreadable,
                link.Path,
                $"{Printable.Quoted(link.Path)}: not stored: it is another name of {Printable.Quoted(link.Target)}, "
                    + "which could not be read"
            )
            : null;

    /// <summary>The same for a listener, with what is not stored as a whole yet.</summary>
    public Progress Progress(long storedBytes) =>
        new(Entries, ContentBytes + _unfinishedBytes, storedBytes, _latest);

    /// <inheritdoc/>
    public void Dispose() => _lostFirstNames.Dispose();
}
