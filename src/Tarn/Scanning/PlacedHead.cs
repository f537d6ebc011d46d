using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>The head of a segment, and where the segment is.</summary>
/// <param name="Input">The number of the input it is in.</param>
/// <param name="Offset">Where it begins in it.</param>
/// <param name="Head">Its marker and framing.</param>
internal readonly record struct PlacedHead(int Input, long Offset, SegmentHead Head)
{
    /// <summary>Its marker.</summary>
    public Marker Marker => Head.Marker;
}
