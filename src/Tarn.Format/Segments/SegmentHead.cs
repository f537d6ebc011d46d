namespace Tarn.Format.Segments;

/// <summary>What a segment says of itself: its marker, checked, and the framing whose prefix stands before it.</summary>
/// <param name="Marker">The marker.</param>
/// <param name="Framing">How the segment is framed.</param>
public readonly record struct SegmentHead(Marker Marker, IFraming Framing);
