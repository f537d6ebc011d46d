using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// Writes what there is of a file to a staged file, with holes where something is lost. Disposed unpublished, it leaves
/// nothing.
/// </summary>
/// <param name="target">Where the file goes; nowhere if null.</param>
/// <param name="rename">The entry as it is to be restored, made of the one that was found.</param>
internal sealed class PartReceiver(IRestoreTarget? target, Func<Entry, Entry> rename)
    : ITarHandler,
        IDisposable
{
    private readonly List<Extent> _lost = [];
    private IStagedFile? _staged;
    private Entry? _found;
    private long _position;

    /// <summary>Whether there is anything of its content, or nothing of it is lost.</summary>
    public bool HasContent { get; private set; }

    /// <summary>What it is called.</summary>
    public UnixPath Name => _found?.Path ?? default;

    /// <summary>What is lost.</summary>
    public Loss Loss => new(_found?.ContentLength ?? 0, _lost);

    /// <inheritdoc/>
    public void Begin(Entry entry)
    {
        _found = rename(entry);
        HasContent = entry.ContentLength == 0;
        _staged = _found is Entry.File file ? target?.Stage(file) : null;
    }

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        _staged?.Write(bytes);
        _position += bytes.Length;
        HasContent |= !bytes.IsEmpty;
    }

    /// <inheritdoc/>
    public void Hole(long length)
    {
        _staged?.LeaveHole(length);
        _position += length;
    }

    /// <inheritdoc/>
    public void Lose(long length)
    {
        if (_lost is [.., var last] && last.End == _position)
        {
            _lost[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _lost.Add(new Extent(_position, length));
        }
        Hole(length);
    }

    /// <inheritdoc/>
    public void End() { }

    /// <summary>Gives it its name; what it was restored as, or null if what has that name is kept.</summary>
    public string? Publish()
    {
        if (_staged is null || !_staged.Publish())
        {
            return null;
        }
        var lost = _lost.Sum(extent => extent.Length);
        return $"{lost:N0} of {_found!.ContentLength:N0} bytes are lost; the rest is in {Printable.Quoted(Name)}";
    }

    /// <inheritdoc/>
    public void Dispose() => _staged?.Dispose();
}
