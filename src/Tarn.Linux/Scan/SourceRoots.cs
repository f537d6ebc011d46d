using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>The places where a scan begins.</summary>
internal static class SourceRoots
{
    /// <summary>Sorted, and without those that lie within another.</summary>
    internal static IReadOnlyList<UnixPath> Merge(IReadOnlyList<UnixPath> roots)
    {
        var merged = new List<UnixPath>();
        foreach (var root in roots.Order())
        {
            if (!root.IsEmpty && !root.IsSafe)
            {
                throw new ArgumentException(
                    $"'{root}' is not a path as SourcePath.Resolve makes them.",
                    nameof(roots)
                );
            }
            // The contents of a directory come right after it, so only the last one kept can hold this one.
            if (merged.Count == 0 || !root.IsWithin(merged[^1]))
            {
                merged.Add(root);
            }
        }
        return merged;
    }

    /// <summary>Looks at a root, which must exist.</summary>
    internal static Statx Look(UnixPath root)
    {
        Statx status = default;
        using var parent = OpenParent(root, out var errno);
        if (parent is not null)
        {
            errno = StatusCalls.OfName(parent, root.IsEmpty ? "."u8 : root.Name, out status);
        }
        return errno == 0 ? status : throw new FileSystemException(Absolute(root), errno, "find it");
    }

    /// <summary>The directory a root is in; for the empty root the root directory. Null and an errno if it cannot be opened.</summary>
    internal static SafeFileHandle? OpenParent(UnixPath root, out int errno) =>
        DirectoryPath.Open(Absolute(root.Parent).Span, OpenFlags.Path, out errno);

    /// <summary>The path as this system knows it.</summary>
    internal static ByteString Absolute(UnixPath path)
    {
        var bytes = new byte[path.Length + 1];
        bytes[0] = (byte)'/';
        path.Span.CopyTo(bytes.AsSpan(1));
        return new ByteString(bytes);
    }
}
