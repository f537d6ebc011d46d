using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Format.Segments;

public sealed class BodyTests
{
    /// <summary>Nothing to compress, everything to compress, and what lies between.</summary>
    private static readonly Gen<byte[]> Content = Gen.Select(
        Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 2000], Gen.Int[65_530, 65_540], Gen.Int[1, 300_000]),
        Gen.ULong,
        Gen.Int[0, 2],
        (length, seed, kind) =>
            kind switch
            {
                0 => Noise.Of(seed, length),
                1 => new byte[length],
                _ => Array.ConvertAll(Noise.Of(seed, length), value => (byte)('a' + (value % 4))),
            }
    );

    public static TheoryData<Codec, int> Levels =>
        new()
        {
            { Codec.Gzip, 0 },
            { Codec.Gzip, 1 },
            { Codec.Gzip, 6 },
            { Codec.Gzip, 9 },
            { Codec.Zstd, 1 },
            { Codec.Zstd, 3 },
            { Codec.Zstd, 19 },
        };

    [Theory, MemberData(nameof(Levels))]
    public void Decodes_what_it_encoded(Codec codec, int level)
    {
        using var encoder = Framings.Of(codec).CreateEncoder(level);
        using var decoder = Framings.Of(codec).CreateDecoder();
        Content.Sample(
            content =>
            {
                var body = Encode(encoder, codec, content);
                var visible = new byte[content.Length];
                Assert.Equal(content.Length, decoder.StatedLength(body));
                Assert.Equal(Defect.None, decoder.Decode(body, visible));
                Assert.True(visible.AsSpan().SequenceEqual(content));
                Assert.Equal(Defect.BadContent, decoder.Decode(body, new byte[content.Length + 1]));
                Assert.Equal(Defect.BadContent, decoder.Decode(body, new byte[content.Length - 1]));
            },
            iter: level == 19 ? 20 : 60,
            threads: 1
        );
    }

    [Theory, MemberData(nameof(Levels))]
    public void Damage_gives_a_defect_or_the_same_bytes(Codec codec, int level)
    {
        using var encoder = Framings.Of(codec).CreateEncoder(level);
        using var decoder = Framings.Of(codec).CreateDecoder();
        foreach (
            var content in new[]
            {
                Noise.Of(1, 700),
                new byte[700],
                [.. Noise.Of(2, 300), .. Noise.Of(2, 300)],
            }
        )
        {
            var body = Encode(encoder, codec, content);
            for (var bit = 0; bit < 8 * body.Length; bit++)
            {
                body[bit / 8] ^= (byte)(1 << (bit % 8));
                Judge(body);
                body[bit / 8] ^= (byte)(1 << (bit % 8));
            }
            for (var length = 0; length < body.Length; length++)
            {
                Judge(body[..length]);
            }
            Hostile.VersionOf(body).Sample(Judge, iter: 300, threads: 1);

            void Judge(byte[] damaged)
            {
                var visible = new byte[content.Length];
                if (decoder.Decode(damaged, visible) == Defect.None)
                {
                    Assert.True(visible.AsSpan().SequenceEqual(content));
                }
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_cut_body_is_refused(Codec codec, int level)
    {
        using var encoder = Framings.Of(codec).CreateEncoder(level);
        using var decoder = Framings.Of(codec).CreateDecoder();
        var content = Noise.Of(1, 700);
        var body = Encode(encoder, codec, content);
        for (var length = 0; length < body.Length; length++)
        {
            Assert.Equal(
                Defect.BadContent,
                decoder.Decode(body.AsMemory(0, length), new byte[content.Length])
            );
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Bytes_that_do_not_belong_to_a_body_are_refused(Codec codec, int level)
    {
        using var encoder = Framings.Of(codec).CreateEncoder(level);
        using var decoder = Framings.Of(codec).CreateDecoder();
        foreach (var content in new[] { Noise.Of(1, 700), new byte[700] })
        {
            var body = Encode(encoder, codec, content);
            var end = codec == Codec.Gzip ? body.Length - 8 : body.Length;
            foreach (
                var more in new byte[][]
                {
                    [0],
                    [3, 0],
                    [.. Framings.Zstd.Prologue],
                    Noise.Of(2, 20_000),
                    [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0],
                }
            )
            {
                byte[] longer = [.. body[..end], .. more, .. body[end..]];
                Assert.Equal(Defect.BadContent, decoder.Decode(longer, new byte[content.Length]));
            }
        }
    }

    [Fact]
    public void Deflated_content_that_lacks_its_last_block_is_refused()
    {
        using var encoder = Framings.Gzip.CreateEncoder(0);
        using var decoder = Framings.Gzip.CreateDecoder();
        var content = Noise.Of(1, 700);
        var body = Encode(encoder, Codec.Gzip, content);
        Assert.Equal(1, body[0]);
        body[0] = 0;
        Assert.Equal(Defect.BadContent, decoder.Decode(body, new byte[content.Length]));
    }

    [Fact]
    public void A_zstd_frame_without_checksum_is_refused()
    {
        using var decoder = Framings.Zstd.CreateDecoder();
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x24, 2, 0x11, 0, 0, (byte)'o', (byte)'k', 0, 0, 0, 0];
        Assert.Equal(Defect.BadContent, decoder.Decode(frame, new byte[2]));
        frame[4] = 0x20;
        Assert.Equal(Defect.BadContent, decoder.Decode(frame.AsMemory(..^4), new byte[2]));
    }

    [Fact]
    public void Noise_never_throws()
    {
        foreach (var codec in new[] { Codec.Gzip, Codec.Zstd })
        {
            using var decoder = Framings.Of(codec).CreateDecoder();
            Gen.Byte.Array[0, 200]
                .Sample(
                    bytes =>
                    {
                        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, .. bytes];
                        _ = decoder.StatedLength(frame);
                        _ = decoder.Decode(frame, new byte[64]);
                        _ = decoder.Decode(bytes, new byte[64]);
                    },
                    iter: 3000,
                    threads: 1
                );
        }
    }

    private static byte[] Encode(IBodyEncoder encoder, Codec codec, byte[] content)
    {
        var most = Framings.Of(codec).MaxBodyLength(content.Length);
        // The encoder may be given more room than it can need; it must not use it.
        var body = new byte[most + 1000];
        var length = encoder.Encode(content, body);
        Assert.InRange(length, 1, most);
        return body[..length];
    }
}
