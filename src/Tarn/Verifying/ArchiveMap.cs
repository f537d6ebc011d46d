using System.Globalization;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;

namespace Tarn.Verifying;

/// <summary>The map of an archive in a store, as far as it can be drawn before its volumes are read.</summary>
internal static class ArchiveMap
{
    /// <summary>
    /// Has the missing volumes. Where a start or an end cannot be read, nobody knows how much was there.
    /// </summary>
    public static VolumeMap Of(ArchiveListing archive)
    {
        var isCutShort = !archive.HasLast && archive.Volumes.LastOrDefault()?.End is not null;
        var count = archive.LastNumber + (isCutShort ? 1 : 0);
        var map = new VolumeMap(count, index => (index + 1).ToString(CultureInfo.InvariantCulture));
        foreach (var number in archive.MissingNumbers)
        {
            map.Mark(number - 1, ShareState.Missing);
        }
        if (isCutShort)
        {
            map.Mark(count - 1, ShareState.Missing);
        }
        foreach (var volume in archive.Volumes)
        {
            var (index, length) = (volume.Number - 1, volume.Length);
            map.Mark(index, 0, volume.Start is null ? 1 : 0, length, ShareState.Unknown);
            map.Mark(index, volume.End is null ? length - 1 : length, length, length, ShareState.Unknown);
        }
        return map;
    }

    /// <summary>What draws a scan of its volumes into it. Bytes of a volume that are no segment are damaged.</summary>
    public static MapWatch Watch(VolumeMap map, IEnumerable<VolumeListing> volumes) =>
        new(map, [.. volumes.Select(volume => (volume.Number - 1, volume.Length))], ShareState.Damaged);
}
