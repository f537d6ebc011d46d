using Tarn.Format.Segments;

namespace Tarn;

/// <summary>A segment, and where it is.</summary>
/// <param name="Offset">Where it begins, from the first byte of the whole file or disk.</param>
/// <param name="Marker">What it says of itself.</param>
public readonly record struct LocatedSegment(long Offset, Marker Marker);
