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
        var numbers = new SortedSet<int>();
        try
        {
            foreach (var path in paths)
            {
                var (from, to) = await RangeAsync(path, ct);
                numbers.UnionWith(Enumerable.Range(from, to - from + 1));
            }
            return numbers;
        }
        catch (CorruptArchiveException)
        {
            return Enumerable.Range(1, archive.LastNumber);
        }
    }

    /// <summary>From the last index that begins at or before the path to before the first that begins behind it.</summary>
    private async Task<(int From, int To)> RangeAsync(UnixPath path, CancellationToken ct)
    {
        var (low, high) = (0, _indexed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (await FirstPathAsync(middle, ct) <= path)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        var behind = low;
        while (behind < _indexed.Count && (await FirstPathAsync(behind, ct)).IsWithin(path))
        {
            behind++;
        }
        return (
            low == 0 ? 1 : _indexed[low - 1].Number,
            behind == _indexed.Count ? archive.LastNumber : _indexed[behind].Number - 1
        );
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
