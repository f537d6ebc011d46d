using Tarn.Acceptance.Harness;
using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>The choices of one case: the same for the same seed and number.</summary>
internal sealed class Dice(ulong seed, int number)
{
    private const int SegmentHead = 130;

    private readonly Noise _noise = new(unchecked((seed * 1_000_003) + (ulong)number));

    internal int Below(int limit) => _noise.Below(limit);

    internal bool OneIn(int count) => Below(count) == 0;

    internal byte[] Bytes(int size) => _noise.Bytes(size);

    internal T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>From <paramref name="lowest"/> to <paramref name="highest"/>, each power of two as likely as another.</summary>
    internal int Spread(int lowest, int highest)
    {
        var bits = Below(1 + int.Log2(highest / lowest));
        return Math.Min(highest, (lowest << bits) + Below(lowest << bits));
    }

    internal T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (var left = shuffled.Length; left > 1; left--)
        {
            var other = Below(left);
            (shuffled[left - 1], shuffled[other]) = (shuffled[other], shuffled[left - 1]);
        }
        return shuffled;
    }

    /// <summary>A byte of an archive: three of four times any, else one about the beginning of a segment.</summary>
    internal Place PlaceIn(StoredArchive archive)
    {
        var at = Below(archive.Volumes.Sum(volume => volume.Bytes.Length));
        var volume = archive.Volumes[0];
        for (var next = 1; at >= volume.Bytes.Length; next++)
        {
            at -= volume.Bytes.Length;
            volume = archive.Volumes[next];
        }
        if (OneIn(4) && volume.Segments.Count > 0)
        {
            at = Math.Clamp(Of(volume.Segments).Offset + Below(SegmentHead) - 8, 0, volume.Bytes.Length - 1);
        }
        return new Place(volume.Number, at);
    }
}
