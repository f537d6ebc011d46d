namespace Tarn.Format.Filters;

/// <summary>Which bytes of a path a pattern is matched with. The default value is all of them.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Count">How many of these, from the end of the path.</param>
internal readonly record struct PathPart(PathPartKind Kind, int Count)
{
    /// <summary>The part of a path; false if the path is shorter than that.</summary>
    internal bool TryTake(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> part)
    {
        part = Kind switch
        {
            PathPartKind.LastComponents => LastComponents(path),
            PathPartKind.LastBytes => path[Math.Max(0, path.Length - Count)..],
            _ => path,
        };
        return Kind != PathPartKind.LastBytes || part.Length == Count;
    }

    /// <summary>The whole path if it has no more components: a pattern with more slashes does not match it.</summary>
    private ReadOnlySpan<byte> LastComponents(ReadOnlySpan<byte> path)
    {
        var start = path.Length;
        for (var left = Count; left > 0; left--)
        {
            start = path[..start].LastIndexOf(GlobToken.Slash);
            if (start < 0)
            {
                return path;
            }
        }
        return path[(start + 1)..];
    }
}
