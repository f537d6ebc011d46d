using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format;

/// <summary>Reads volumes front to back and fails at the first thing that is not as spec/segments.md says.</summary>
internal static class StrictReading
{
    public static List<ReadSegment> Read(byte[] volume, int number)
    {
        var framing = Framings.Detect(volume);
        Assert.NotNull(framing);
        using var decoder = framing.CreateDecoder();
        var segments = new List<ReadSegment>();
        for (var at = (long)framing.Prologue.Length; at < volume.Length; )
        {
            var segment = ReadOne(framing, decoder, volume.AsMemory((int)at), number, at);
            segments.Add(segment);
            at += segment.Marker.StoredLength;
            Assert.True(at <= volume.Length);
        }
        return segments;
    }

    /// <summary>The hidden payload that begins with the segment at <paramref name="index"/>.</summary>
    public static byte[] HiddenAt(List<ReadSegment> segments, ref int index)
    {
        var kind = segments[index].Marker.Kind;
        var payload = new List<byte>();
        while (true)
        {
            var segment = segments[index++];
            Assert.Equal(kind, segment.Marker.Kind);
            payload.AddRange(segment.Hidden);
            if (!segment.Marker.Flags.HasFlag(SegmentFlags.More))
            {
                return [.. payload];
            }
            Assert.Equal(Limits.MaxHiddenPayload, segment.Hidden.Length);
        }
    }

    private static ReadSegment ReadOne(
        IFraming framing,
        IBodyDecoder decoder,
        ReadOnlyMemory<byte> bytes,
        int volume,
        long offset
    )
    {
        Assert.True(framing.TryReadHead(bytes.Span, out var marker, out var defect), $"{defect} at {offset}");
        Assert.True(
            framing.TryReadHidden(marker, bytes, out var hidden, out defect),
            $"{defect} at {offset}"
        );
        var body = framing.Body(marker, bytes);
        var visible = new byte[marker.VisibleLength];
        if (visible.Length == 0)
        {
            Assert.True(body.Span.SequenceEqual(framing.EmptyBody));
            Assert.NotEqual(0, hidden.Length);
        }
        else
        {
            Assert.Equal(0, hidden.Length);
            Assert.Equal(0, visible.Length % TarBlock.Size);
            Assert.Equal(Defect.None, decoder.Decode(body, visible));
        }
        return new ReadSegment(volume, offset, marker, hidden.ToArray(), visible);
    }
}
