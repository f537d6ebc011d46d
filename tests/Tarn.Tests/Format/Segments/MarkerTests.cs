using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Format.Segments;

public sealed class MarkerTests
{
    [Fact]
    public void Reads_every_marker_it_writes()
    {
        Gens.Marker.Sample(
            marker =>
            {
                Assert.True(
                    Marker.TryParse(Sample.BytesOf(marker), out var read, out var defect),
                    $"{defect}"
                );
                Assert.Equal(marker, read);
            },
            iter: 1500
        );
    }

    [Fact]
    public void Refuses_every_flipped_bit()
    {
        var bytes = Sample.BytesOf(Sample.Marker);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Marker.TryParse(bytes, out _, out var defect));
            Assert.Equal(bit < 64 ? Defect.BadMagic : Defect.BadCheck, defect);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Refuses_every_truncation()
    {
        var bytes = Sample.BytesOf(Sample.Marker);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(Marker.TryParse(bytes.AsSpan(0, length), out _, out var defect));
            Assert.Equal(Defect.Truncated, defect);
        }
    }

    [Fact]
    public void Never_throws_whatever_it_reads()
    {
        Hostile
            .VersionOf(Sample.BytesOf(Sample.Marker))
            .Sample(bytes =>
            {
                _ = Marker.TryParse(bytes, out _, out _);
                if (bytes.Length >= Marker.Size)
                {
                    System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(
                        bytes.AsSpan(88),
                        SegmentCheck.Of(bytes.AsSpan(0, 88))
                    );
                    _ = Marker.TryParse(bytes, out _, out _);
                }
            });
    }
}
