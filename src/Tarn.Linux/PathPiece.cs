namespace Tarn.Linux;

/// <summary>Cuts paths that are too long for one call.</summary>
internal static class PathPiece
{
    /// <summary>Longest path one call takes, bytes: PATH_MAX of linux/limits.h less its NUL.</summary>
    internal const int MaxLength = 4095;

    /// <summary>
    /// The longest beginning of <paramref name="path"/> which ends before a slash and fits one call. A first
    /// component that is too long comes back whole, for Linux to refuse.
    /// </summary>
    internal static ReadOnlySpan<byte> First(ReadOnlySpan<byte> path)
    {
        if (path.Length <= MaxLength)
        {
            return path;
        }
        var slash = path[..(MaxLength + 1)].LastIndexOf((byte)'/');
        if (slash > 0)
        {
            return path[..slash];
        }
        var end = path[1..].IndexOf((byte)'/');
        return end < 0 ? path : path[..(end + 1)];
    }
}
