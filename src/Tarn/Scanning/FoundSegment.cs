using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>A segment whose marker can be trusted, wherever it was found.</summary>
/// <param name="Offset">Where it begins, from the first byte of the input.</param>
/// <param name="Head">Its marker and framing.</param>
/// <param name="Bytes">All of it, unless the input ends before it does; valid until the scan goes on.</param>
internal sealed record FoundSegment(long Offset, SegmentHead Head, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What is wrong with its payload; <see cref="Defect.None"/> if all of it can be trusted.</summary>
    public Defect Defect { get; set; }

    /// <summary>Its marker.</summary>
    public Marker Marker => Head.Marker;

    /// <summary>Where it ends, if all of it is there.</summary>
    public long End => Offset + Head.Marker.StoredLength;
}
