using CsCheck;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Format.Index;

public sealed class IndexPiecesTests
{
    public static TheoryData<Codec> Codecs => [Codec.Gzip, Codec.Zstd];

    [Theory, MemberData(nameof(Codecs))]
    public void Never_throws_whatever_it_reads(Codec codec)
    {
        using var pieces = new IndexPieces(Framings.Of(codec));
        foreach (
            var text in new[]
            {
                "{\"offset\":4709,\"lines\":2,\"first\":\"home/ada\"}\n",
                "{\"path\":1}\n\n",
                "\n",
                "null",
            }
        )
        {
            Hostile
                .VersionOf(Piece(codec, System.Text.Encoding.UTF8.GetBytes(text)))
                .Sample(
                    bytes =>
                    {
                        _ = pieces.ReadEntries(bytes, out _);
                        _ = pieces.ReadDirectory(bytes, out _);
                    },
                    iter: 2000,
                    threads: 1
                );
        }
    }

    private static byte[] Piece(Codec codec, byte[] lines)
    {
        var framing = Framings.Of(codec);
        using var encoder = framing.CreateEncoder(1);
        var body = new byte[framing.MaxBodyLength(lines.Length)];
        var length = encoder.Encode(lines, body);
        return [.. framing.StandaloneHeader, .. body[..length]];
    }
}
