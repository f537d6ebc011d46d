using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Restoring;

/// <summary>
/// Directories that were entered and are to be left, each within the one before. Keeps one path for all of them: those of
/// a tree 65,000 deep would have 4 GiB. Not thread-safe.
/// </summary>
/// <param name="memoryForAttributes">Most bytes of attributes in memory.</param>
internal sealed class EnteredDirectories(int memoryForAttributes = 1 << 20) : IDisposable
{
    private readonly Stack<Entered> _directories = new();
    private readonly WaitingAttributes _attributes = new(memoryForAttributes);

    /// <summary>A path that begins with that of each directory.</summary>
    private UnixPath _deepest;

    /// <summary>One more, within the one before, or that one once again: then it is left as often.</summary>
    public void Add(Entry.Directory directory)
    {
        if (_directories.TryPeek(out var top) && top.PathLength == directory.Path.Length)
        {
            _directories.Pop();
            _directories.Push(top with { Times = top.Times + 1 });
            return;
        }
        _deepest = directory.Path;
        var attributes = _attributes.Push(directory.Metadata.Attributes);
        var bare = (Entry.Directory)directory.WithoutAttributes() with { Path = default };
        _directories.Push(new Entered(bare, _deepest.Length, attributes, Times: 1));
    }

    /// <summary>
    /// The one to leave first if <paramref name="next"/> is not within it, or if nothing comes any more; otherwise null.
    /// </summary>
    public Entry.Directory? TryLeave(UnixPath? next)
    {
        if (!_directories.TryPeek(out var top) || (next is { } path && IsWithin(path, top.PathLength)))
        {
            return null;
        }
        _directories.Pop();
        var attributes = _attributes.Pop(top.AttributesBegin);
        if (top.Times > 1)
        {
            _directories.Push(top with { Times = top.Times - 1 });
            _attributes.Push(attributes);
        }
        return top.Directory with
        {
            Path = new UnixPath(_deepest.Span[..top.PathLength]),
            Metadata = top.Directory.Metadata with { Attributes = attributes },
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _attributes.Dispose();

    private bool IsWithin(UnixPath path, int length) =>
        path.Span.StartsWith(_deepest.Span[..length])
        && (path.Length == length || path.Span[length] == (byte)'/');

    /// <summary>One of them.</summary>
    /// <param name="Directory">Without its path and its attributes.</param>
    /// <param name="PathLength">How much of the deepest path is its own.</param>
    /// <param name="AttributesBegin">Where its attributes wait.</param>
    /// <param name="Times">How often it was entered and is to be left.</param>
    private sealed record Entered(Entry.Directory Directory, int PathLength, long AttributesBegin, int Times);
}
