using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>Writes one entry's content to a staged file and hashes it. Disposed unpublished, it leaves nothing.</summary>
/// <param name="target">Where the file goes.</param>
/// <param name="rename">The entry as it is to be restored, made of the one in the tar stream.</param>
/// <param name="algorithm">The hash to compute.</param>
internal sealed class FileReceiver(IRestoreTarget target, Func<Entry, Entry> rename, HashAlgorithm algorithm)
    : ITarHandler,
        IDisposable
{
    private readonly ContentHasher _hasher = new(algorithm);
    private IStagedFile? _staged;

    /// <summary>The entry as it is to be restored; null before it was found.</summary>
    public Entry? Found { get; private set; }

    /// <summary>The hash of the content, once it is complete.</summary>
    public ContentHash Hash { get; private set; }

    /// <inheritdoc/>
    public void Begin(Entry entry)
    {
        Found = rename(entry);
        _hasher.Begin(Found);
        _staged = Found is Entry.File file ? target.Stage(file) : null;
    }

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        _staged?.Write(bytes);
        _hasher.Append(bytes);
    }

    /// <inheritdoc/>
    public void Hole(long length) => _staged?.LeaveHole(length);

    /// <inheritdoc/>
    public void End() => Hash = _hasher.Finish();

    /// <summary>Gives the file its name; false if what has it is kept.</summary>
    public bool Publish() => _staged?.Publish() ?? true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _staged?.Dispose();
        _hasher.Dispose();
    }
}
