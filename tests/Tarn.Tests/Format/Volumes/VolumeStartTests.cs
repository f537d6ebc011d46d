using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Xunit;

namespace Tarn.Tests.Format.Volumes;

public sealed class VolumeStartTests
{
    private static readonly Gen<VolumeStart> Starts = Gen.Select(
        Gen.Select(
            Gen.Byte.Array[16],
            Gen.Byte.Array[1, 128],
            Gens.Time,
            Gen.Byte.Array[32],
            Gen.Int[1, 999_999]
        ),
        Gen.Select(Gen.Int[1, 2], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[0, Limits.MaxSegmentSize]),
        Gen.Select(Gen.Long[1 << 20, 1L << 50], Gen.Int[8, 32_768]),
        Gen.Byte.Array[16].Array[0, 3],
        Gen.Select(Gen.Bool, Gen.Long[1, 1L << 61], Gen.Long[0, 1L << 61], Gen.Byte.Array[0, 2000]),
        (who, how, sizes, needed, continued) =>
            new VolumeStart
            {
                Archive = new ArchiveParameters(
                    new ArchiveId(who.Item1),
                    new ByteString(who.Item2),
                    who.Item3,
                    (Codec)how.Item2,
                    sizes.Item1,
                    sizes.Item2 * 512
                )
                {
                    Kind = (ArchiveKind)how.Item1,
                    Hash = (HashAlgorithm)how.Item3,
                    GroupSize = how.Item4,
                    Needed = [.. needed.Select(id => new ArchiveId(id))],
                },
                Volume = who.Item5,
                Previous = new ByteString(who.Item4),
                Continued = continued.Item1
                    ? new ContinuedEntry(continued.Item2, continued.Item3, continued.Item4)
                    : null,
            }
    );

    private static VolumeStart Plain =>
        new()
        {
            Archive = Sample.Archive(Codec.Zstd),
            Volume = 3,
            Previous = new ByteString(Noise.Of(1, 32)),
            Continued = new ContinuedEntry(5, 512, Sample.HeadersOf(Sample.File("f"))),
        };

    [Fact]
    public void Reads_every_start_it_writes()
    {
        Starts.Sample(start =>
        {
            var payload = PayloadOf(start, more: 40);
            var marker = Sample.Marker with { Archive = start.Archive.Id, Volume = start.Volume };
            Assert.True(VolumeStart.TryParse(marker, payload, out var read, out var defect), $"{defect}");
            Assert.Equal(Vectors.Fields.Of(start), Vectors.Fields.Of(read!));
            Assert.Equal((start.Volume, start.Archive.Id), (read!.Volume, read.Archive.Id));
        });
    }

    [Fact]
    public void Truncations_are_defects()
    {
        var payload = PayloadOf(Plain, more: 0);
        for (var length = 0; length < payload.Length; length++)
        {
            Assert.False(
                VolumeStart.TryParse(Sample.Marker, payload.AsSpan(0, length), out _, out var defect)
            );
            Assert.Equal(Defect.Truncated, defect);
        }
    }

    [Fact]
    public void Never_throws_whatever_it_reads()
    {
        var payload = PayloadOf(Plain, more: 10);
        Hostile
            .VersionOf(payload)
            .Sample(bytes =>
            {
                _ = VolumeStart.TryParse(Sample.Marker, bytes, out _, out _);
            });
        Gen.Select(Gen.Int[512, payload.Length - 1], Gen.Byte)
            .Sample(
                (at, value) =>
                {
                    byte[] bytes = [.. payload];
                    bytes[at] = value;
                    _ = VolumeStart.TryParse(Sample.Marker, bytes, out _, out _);
                },
                iter: 20_000
            );
    }

    private static byte[] PayloadOf(VolumeStart start, int more)
    {
        var payload = new byte[start.Length + more];
        start.WriteTo(payload);
        return payload;
    }
}
