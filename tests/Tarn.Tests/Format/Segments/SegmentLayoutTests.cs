using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Tests.Format.Vectors;
using Xunit;

namespace Tarn.Tests.Format.Segments;

public sealed class SegmentLayoutTests
{
    public static TheoryData<Codec> Codecs => [Codec.Gzip, Codec.Zstd];

    [Theory, MemberData(nameof(Codecs))]
    public void Every_flipped_bit_of_a_head_is_refused(Codec codec)
    {
        var framing = Framings.Of(codec);
        var segment = SegmentBytes.Hidden(framing, SegmentKind.Index, Noise.Of(1, 100));
        for (var bit = 0; bit < 8 * framing.HeadSize(); bit++)
        {
            segment[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(framing.TryReadHead(segment, out _, out var defect));
            Assert.NotEqual(Defect.None, defect);
            segment[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Every_flipped_bit_of_a_hidden_payload_is_refused(Codec codec)
    {
        var framing = Framings.Of(codec);
        var segment = SegmentBytes.Hidden(framing, SegmentKind.Index, Noise.Of(1, 100));
        Assert.True(framing.TryReadHead(segment, out var marker, out _));
        for (var bit = 0; bit < 800; bit++)
        {
            segment[framing.HeadSize() + (bit / 8)] ^= (byte)(1 << (bit % 8));
            Assert.False(framing.TryReadHidden(marker, segment, out _, out var defect));
            Assert.Equal(Defect.BadCheck, defect);
            segment[framing.HeadSize() + (bit / 8)] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Every_truncation_is_a_defect(Codec codec)
    {
        var framing = Framings.Of(codec);
        var segment = SegmentBytes.Hidden(framing, SegmentKind.Index, Noise.Of(1, 100));
        Assert.True(framing.TryReadHead(segment, out var marker, out _));
        for (var length = 0; length < segment.Length; length++)
        {
            Assert.Equal(
                length >= framing.HeadSize(),
                framing.TryReadHead(segment.AsSpan(0, length), out _, out var defect)
            );
            Assert.Equal(length >= framing.HeadSize() ? Defect.None : Defect.Truncated, defect);
            Assert.False(framing.TryReadHidden(marker, segment.AsMemory(0, length), out _, out defect));
            Assert.Equal(Defect.Truncated, defect);
        }
    }

    [Theory, MemberData(nameof(Codecs))]
    public void Never_throws_whatever_it_reads(Codec codec)
    {
        var framing = Framings.Of(codec);
        Hostile
            .VersionOf(SegmentBytes.Visible(framing, Noise.Of(1, 512), level: 1))
            .Sample(bytes =>
            {
                _ = Framings.Detect(bytes);
                if (framing.TryReadHead(bytes, out var marker, out _))
                {
                    _ = framing.TryReadHidden(marker, bytes, out _, out _);
                }
            });
    }

    [
        Theory,
        InlineData(0, 0),
        InlineData(1, 1),
        InlineData(15_900, 1),
        InlineData(15_901, 2),
        InlineData(31_800, 2),
        InlineData(31_801, 3)
    ]
    public void A_hidden_payload_takes_as_few_segments_as_can_be(long length, long segments) =>
        Assert.Equal(segments, HiddenPayload.SegmentCount(length));

    [Fact]
    public void The_largest_segment_is_within_its_limit()
    {
        foreach (var framing in new[] { Framings.Gzip, Framings.Zstd })
        {
            var body = framing.MaxBodyLength(Limits.MaxSegmentSize);
            Assert.InRange(framing.StoredLength(Limits.MaxHiddenPayload, body), 0, Limits.MaxStoredSegment);
            Assert.InRange(framing.PrefixSize + Marker.Size + Limits.MaxHiddenPayload - 12, 0, 16_384);
        }
    }
}
