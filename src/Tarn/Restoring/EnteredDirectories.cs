using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Restoring;

/// <summary>
/// Directories that were entered and are to be left, each within the one before. Keeps one path for all of them: those of
/// a tree 65,000 deep would have 4 GiB. Not thread-safe.
/// </summary>
internal sealed class EnteredDirectories
{
    private readonly Stack<(Entry.Directory Directory, int PathLength, int Times)> _directories = new();

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
        _directories.Push((directory with { Path = default }, _deepest.Length, Times: 1));
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
        if (top.Times > 1)
        {
            _directories.Push(top with { Times = top.Times - 1 });
        }
        return top.Directory with { Path = new UnixPath(_deepest.Span[..top.PathLength]) };
    }

    private bool IsWithin(UnixPath path, int length) =>
        path.Span.StartsWith(_deepest.Span[..length])
        && (path.Length == length || path.Span[length] == (byte)'/');
}
