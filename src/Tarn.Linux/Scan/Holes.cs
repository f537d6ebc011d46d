using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Asks a file system where a file has holes (lseek(2), SEEK_DATA and SEEK_HOLE).</summary>
internal static class Holes
{
    /// <summary>
    /// The map of a file's first <paramref name="size"/> bytes; null if there is no hole, or the file system does not
    /// tell. Behind the last extent that a map may have, holes count as data.
    /// </summary>
    internal static SparseMap? Find(SafeFileHandle file, long size)
    {
        // Of a file without holes this is the only question.
        if (FileCalls.FindHole(file, 0, out var failure) >= size || failure != 0)
        {
            return null;
        }
        var extents = ImmutableArray.CreateBuilder<Extent>();
        for (var position = 0L; position < size; )
        {
            var data = FileCalls.FindData(file, position, out var errno);
            if (errno == Errno.ENXIO || (errno == 0 && data >= size))
            {
                break;
            }
            if (
                errno != 0
                || !TryFindEnd(file, data, isLast: extents.Count + 1 == Limits.MaxExtents, size, out position)
            )
            {
                return null;
            }
            extents.Add(new Extent(data, position - data));
        }
        return extents is [(0, var length)] && length == size
            ? null
            : new SparseMap(extents.DrainToImmutable());
    }

    private static bool TryFindEnd(SafeFileHandle file, long data, bool isLast, long size, out long end)
    {
        var errno = 0;
        end = isLast ? size : Math.Min(FileCalls.FindHole(file, data, out errno), size);
        return errno == 0 && end > data;
    }
}
