using System.Buffers.Binary;
using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;

namespace Tarn.Campaign.Oracle;

/// <summary>
/// Which segments of an archive are still there, whole, in what is left of it: found by comparing every place that
/// looks like a marker with the undamaged segments, byte by byte, however the damage came about.
/// </summary>
internal static class Survivors
{
    private const int CheckOffset = 88;
    private const int MarkerSize = 96;

    internal static HashSet<StoredSegment> In(DamagedArchive damaged)
    {
        var byCheck = new Dictionary<ulong, (StoredVolume Volume, StoredSegment Segment)>();
        foreach (var volume in damaged.Archive.Volumes)
        {
            foreach (var segment in volume.Segments)
            {
                byCheck.Add(CheckIn(volume.Bytes.AsSpan(segment.MarkerOffset)), (volume, segment));
            }
        }
        var found = new HashSet<StoredSegment>(ReferenceEqualityComparer.Instance);
        foreach (var file in damaged.Files)
        {
            Search(file.Bytes, byCheck, found);
        }
        return found;
    }

    private static void Search(
        ReadOnlySpan<byte> bytes,
        Dictionary<ulong, (StoredVolume Volume, StoredSegment Segment)> byCheck,
        HashSet<StoredSegment> found
    )
    {
        for (var at = 0; ; at++)
        {
            var next = bytes[at..].IndexOf(StoredVolume.Magic);
            if (next < 0 || at + next > bytes.Length - MarkerSize)
            {
                return;
            }
            at += next;
            if (byCheck.TryGetValue(CheckIn(bytes[at..]), out var known))
            {
                var (volume, segment) = known;
                var begin = at - (segment.MarkerOffset - segment.Offset);
                if (
                    begin >= 0
                    && begin + segment.Length <= bytes.Length
                    && bytes
                        .Slice(begin, segment.Length)
                        .SequenceEqual(volume.Bytes.AsSpan(segment.Offset, segment.Length))
                )
                {
                    found.Add(segment);
                }
            }
        }
    }

    private static ulong CheckIn(ReadOnlySpan<byte> marker) =>
        BinaryPrimitives.ReadUInt64LittleEndian(marker[CheckOffset..]);
}
