using Tarn.Format.Bytes;

namespace Tarn.Reading;

/// <summary>
/// The parts of an archive that some paths name, which may be many: what is at or beneath one of them. Looked up by
/// binary search. Immutable.
/// </summary>
internal sealed class PathSelection
{
    /// <summary>Sorted, and none within another; no path at all stands for everything.</summary>
    private readonly UnixPath[] _paths;

    /// <summary>Takes paths in any order; none stand for everything.</summary>
    public PathSelection(IReadOnlyCollection<UnixPath> paths)
    {
        var merged = new List<UnixPath>();
        foreach (var path in paths.Order())
        {
            if (merged.Count == 0 || !path.IsWithin(merged[^1]))
            {
                merged.Add(path);
            }
        }
        _paths = merged is [{ IsEmpty: true }] ? [] : [.. merged];
    }

    /// <summary>Whether it is everything.</summary>
    public bool IsEverything => _paths.Length == 0;

    /// <summary>The paths, sorted, without those that are within others.</summary>
    public IReadOnlyList<UnixPath> Paths => _paths;

    /// <summary>Whether an entry of that path is part of it.</summary>
    public bool Contains(UnixPath path) =>
        IsEverything || (CountUpTo(path) is > 0 and var count && path.IsWithin(_paths[count - 1]));

    /// <summary>Whether part of it can lie from one path on and before another one.</summary>
    /// <param name="first">The first path.</param>
    /// <param name="limit">The path behind the last one; null if none is behind it.</param>
    public bool HasPartIn(UnixPath first, UnixPath? limit)
    {
        if (Contains(first))
        {
            return true;
        }
        var next = CountUpTo(first);
        return next < _paths.Length && (limit is not { } end || _paths[next] < end);
    }

    /// <summary>How many of the paths come no later than this one.</summary>
    private int CountUpTo(UnixPath path)
    {
        var found = Array.BinarySearch(_paths, path);
        return found >= 0 ? found + 1 : ~found;
    }
}
