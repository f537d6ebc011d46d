using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Volumes;

public sealed class VolumeEndTests
{
    private static readonly Gen<long> Number = Gen.Long[1, 1L << 60];

    private static readonly Gen<VolumeEnd> Ends = Gen.Select(
        Gen.Select(Number, Number, Number, Number),
        Gen.Select(Number, Number, Number, Number),
        Gen.Bool,
        Gen.Bool,
        Gen.Byte.Array[32],
        (places, counts, isLast, hasIndex, hash) =>
            new VolumeEnd
            {
                Offset = places.Item1 + places.Item2 + 2,
                IndexOffset = hasIndex ? places.Item1 : 0,
                DirectoryOffset = hasIndex ? places.Item1 + (places.Item2 / 2) : 0,
                FirstEntryOffset = places.Item2,
                FirstSequence = places.Item3,
                TarBegin = places.Item4,
                TarEnd = places.Item4 + counts.Item1,
                Entries = counts.Item2,
                TotalEntries = counts.Item2 + counts.Item3,
                IndexLines = counts.Item4,
                TotalContent = counts.Item1,
                IsLast = isLast,
                Sha256 = new ByteString(hash),
            }
    );

    [Fact]
    public void Reads_every_end_it_writes()
    {
        Ends.Sample(end =>
        {
            Assert.True(VolumeEnd.TryParse(PayloadOf(end), out var read, out var defect), $"{defect}");
            Assert.Equal(end, read);
        });
    }

    [Fact]
    public void Truncations_are_defects()
    {
        var payload = PayloadOf(new VolumeEnd { Offset = 9000, Sha256 = new ByteString(new byte[32]) });
        for (var length = 0; length < VolumeEnd.FixedSize; length++)
        {
            Assert.False(VolumeEnd.TryParse(payload.AsSpan(0, length), out _, out var defect));
            Assert.Equal(Defect.Truncated, defect);
        }
    }

    [Fact]
    public void Never_throws_whatever_it_reads()
    {
        var payload = PayloadOf(new VolumeEnd { Offset = 9000, Sha256 = new ByteString(new byte[32]) });
        Hostile
            .VersionOf(payload)
            .Sample(bytes =>
            {
                _ = VolumeEnd.TryParse(bytes, out _, out _);
            });
    }

    private static byte[] PayloadOf(VolumeEnd end)
    {
        var payload = new byte[VolumeEnd.SegmentSize - Framings.Zstd.HeadSize()];
        end.WriteTo(Codec.Zstd, payload);
        return payload;
    }
}
