using Tarn.Format.Segments;

namespace Tarn.Tests.Format;

/// <summary>A segment that was found whole and right.</summary>
internal sealed record ReadSegment(int Volume, long Offset, Marker Marker, byte[] Hidden, byte[] Visible);
