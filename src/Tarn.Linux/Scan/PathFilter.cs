using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>What one scan leaves out.</summary>
/// <param name="filters">What is asked for.</param>
/// <param name="devices">The file systems of the roots.</param>
internal sealed class PathFilter(ScanFilters filters, IReadOnlySet<ulong> devices)
{
    /// <summary>Whether an entry is no part of the scan. What cannot be looked at may be a directory or not.</summary>
    internal bool Excludes(UnixPath path, FileKind? kind) =>
        !filters.Rules.IsEmpty
        && (
            (kind != FileKind.Directory && filters.Rules.Exclude(path, isDirectory: false))
            || (kind is null or FileKind.Directory && filters.Rules.Exclude(path, isDirectory: true))
        );

    /// <summary>Whether a directory is on a file system that is no part of the scan.</summary>
    internal bool IsElsewhere(FileIdentity directory) =>
        filters.OneFileSystem && !devices.Contains(directory.Device);

    /// <summary>The file that says that nothing else in its directory is to be found; null if there is none.</summary>
    internal ByteString? TagIn(SafeFileHandle directory)
    {
        if (filters.ExcludeCaches && CacheTag.IsIn(directory))
        {
            return CacheTag.Name;
        }
        foreach (var tag in filters.Tags)
        {
            if (StatusCalls.OfName(directory, tag.Span, out _) == 0)
            {
                return tag;
            }
        }
        return null;
    }
}
