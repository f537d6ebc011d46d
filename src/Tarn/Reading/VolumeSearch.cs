using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>
/// Finds the volumes whose indexes can hold a path, by a binary search over the path each begins with. Remembers those;
/// not thread-safe.
/// </summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
internal sealed class VolumeSearch(IStore store, ArchiveListing archive)
{
    private readonly List<VolumeListing> _indexed =
    [
        .. archive.Volumes.Where(volume => volume.End?.IndexOffset > 0),
    ];
    private readonly Dictionary<int, UnixPath> _firstPaths = [];

    /// <summary>
    /// The numbers of the volumes that can hold entries at or beneath one of <paramref name="paths"/>, in order: also
    /// those that are missing or damaged. All of them if a directory on the way cannot be read.
    /// </summary>
    public async Task<IEnumerable<int>> NumbersAsync(IReadOnlyList<UnixPath> paths, CancellationToken ct)
    {
        var ranges = new List<(int From, int To)>();
        try
        {
            foreach (var path in paths)
            {
                ranges.Add(await RangeAsync(path, ct));
            }
            return Union(ranges);
        }
        catch (CorruptArchiveException)
        {
            return Enumerable.Range(1, archive.LastNumber);
        }
    }

    private static IEnumerable<int> Union(List<(int From, int To)> ranges)
    {
        ranges.Sort();
        var next = 1;
        foreach (var (from, to) in ranges)
        {
            for (next = Math.Max(next, from); next <= to; next++)
            {
                yield return next;
            }
        }
    }

    /// <summary>From the last index that begins at or before the path to before the first that begins behind it.</summary>
    private async Task<(int From, int To)> RangeAsync(UnixPath path, CancellationToken ct)
    {
        var behind = await CountAsync(first => first <= path, 0, ct);
        var beyond = await CountAsync(first => first.IsWithin(path), behind, ct);
        return (
            behind == 0 ? 1 : _indexed[behind - 1].Number,
            beyond == _indexed.Count ? archive.LastNumber : _indexed[beyond].Number - 1
        );
    }

    /// <summary>How many of the indexes begin with a path of which something is true, which from some index on it is not.</summary>
    private async Task<int> CountAsync(Predicate<UnixPath> isTrue, int low, CancellationToken ct)
    {
        var high = _indexed.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isTrue(await FirstPathAsync(middle, ct)))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private async Task<UnixPath> FirstPathAsync(int index, CancellationToken ct)
    {
        if (!_firstPaths.TryGetValue(index, out var path))
        {
            var volume = _indexed[index];
            await using var slice = await IndexSlice.OpenAsync(store, volume, volume.End!, ct);
            path = await slice.FirstPathAsync(ct);
            _firstPaths.Add(index, path);
        }
        return path;
    }
}
