using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>A compressed part of the tar stream that has no place in a volume yet.</summary>
/// <param name="VisibleLength">Bytes of tar stream: a multiple of 512.</param>
/// <param name="Body">The same compressed; valid until the writer that gets it returns.</param>
/// <param name="Flags">What its marker will say.</param>
public readonly record struct EncodedSegment(
    int VisibleLength,
    ReadOnlyMemory<byte> Body,
    SegmentFlags Flags
);
