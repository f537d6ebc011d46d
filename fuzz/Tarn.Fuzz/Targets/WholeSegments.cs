using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Segments: head, hidden payload and body.</summary>
internal sealed class WholeSegments : ITarget
{
    private byte[] _visible = [];

    /// <inheritdoc/>
    public string Name => "segments";

    /// <inheritdoc/>
    public string Parses => "segments in both framings: head, hidden payload, body";

    /// <summary>The largest visible payload, once for all checks.</summary>
    public long Allowance => Limits.MaxSegmentSize + (1 << 17);

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. VectorSeeds.Of("gzip segment"),
            .. VectorSeeds.Of("zstd segment"),
            .. ArchiveSeeds.Segments(Framings.Gzip).Where(IsSmall),
            .. ArchiveSeeds.Segments(Framings.Zstd).Where(IsSmall),
            TooShort(Framings.Gzip, VectorSeeds.Of("gzip segment")),
            TooShort(Framings.Zstd, VectorSeeds.Of("zstd segment")),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        var mended = Mending.Markers(input);
        foreach (var framing in (IFraming[])[Framings.Gzip, Framings.Zstd])
        {
            CheckSegment(framing, input);
            CheckSegment(framing, mended);
        }
        Framings.Detect(input);
    }

    private static bool IsSmall(byte[] segment) => segment.Length < 2000;

    /// <summary>A segment with a visible payload whose marker has room for nothing but itself.</summary>
    private static byte[] TooShort(IFraming framing, IEnumerable<byte[]> segments)
    {
        var segment = segments.First(bytes =>
            framing.TryReadHead(bytes, out var marker, out _) && marker.VisibleLength > 0
        );
        framing.TryReadHead(segment, out var marker, out _);
        (marker with { StoredLength = Marker.Size }).WriteTo(segment.AsSpan(framing.PrefixSize));
        return segment;
    }

    private void CheckSegment(IFraming framing, byte[] bytes)
    {
        if (!framing.TryReadHead(bytes, out var marker, out var defect))
        {
            Promise.That(defect != Defect.None, "a refused head has a defect");
            return;
        }
        Promise.That(
            marker.StoredLength >= framing.StoredLength(marker.HiddenLength, framing.EmptyBody.Length),
            "a segment has room for what is in it"
        );
        if (!framing.TryReadHidden(marker, bytes, out var hidden, out defect))
        {
            Promise.That(defect != Defect.None, "a refused hidden payload has a defect");
            return;
        }
        Promise.That(hidden.Length == marker.HiddenLength, "a hidden payload has the length its marker says");
        if (marker.VisibleLength > 0)
        {
            _visible = _visible.Length > 0 ? _visible : new byte[Limits.MaxSegmentSize];
            using var decoder = framing.CreateDecoder();
            decoder.Decode(framing.Body(marker, bytes), _visible.AsSpan(0, marker.VisibleLength));
        }
    }
}
