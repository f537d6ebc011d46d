namespace Tarn.Format.Index;

/// <summary>Where an entry is stored.</summary>
/// <param name="Volume">The volume it begins in, from 1.</param>
/// <param name="Offset">Where in that volume the segment it begins in starts, bytes.</param>
/// <param name="Sequence">That segment's sequence in the archive.</param>
/// <param name="TarOffset">Where its headers begin in the tar stream, bytes; the segment may begin before, with others.</param>
public readonly record struct SegmentLocation(int Volume, long Offset, long Sequence, long TarOffset)
{
    /// <summary>Whether an entry there comes behind one at <paramref name="other"/> in their archive.</summary>
    public bool IsBehind(SegmentLocation other) =>
        Sequence > other.Sequence || (Sequence == other.Sequence && TarOffset > other.TarOffset);
}
