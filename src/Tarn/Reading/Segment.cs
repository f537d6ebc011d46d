using Tarn.Format.Segments;

namespace Tarn.Reading;

/// <summary>A stored segment whose marker and framing agree.</summary>
/// <param name="Marker">Its marker, checked.</param>
/// <param name="Bytes">All of it, as stored; valid until the reader it came from reads on.</param>
internal readonly record struct Segment(Marker Marker, ReadOnlyMemory<byte> Bytes);
