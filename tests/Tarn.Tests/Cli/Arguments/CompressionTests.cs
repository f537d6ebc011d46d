using Tarn.Cli.Arguments;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class CompressionTests
{
    [Theory]
    [InlineData("zstd", Codec.Zstd, null)]
    [InlineData("zstd:1", Codec.Zstd, 1)]
    [InlineData("zstd:19", Codec.Zstd, 19)]
    [InlineData("gzip", Codec.Gzip, null)]
    [InlineData("gzip:0", Codec.Gzip, 0)]
    [InlineData("gzip:9", Codec.Gzip, 9)]
    public void Reads_codec_and_level(string text, Codec codec, int? level)
    {
        Assert.True(Compression.TryParse(text, out var compression));
        Assert.Equal(new Compression(codec, level), compression);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("ZSTD")]
    [InlineData("zstd:")]
    [InlineData("zstd:0")]
    [InlineData("zstd:20")]
    [InlineData("gzip:10")]
    [InlineData("gzip:-1")]
    [InlineData("gzip:1:1")]
    public void Refuses_anything_else(string text) => Assert.False(Compression.TryParse(text, out _));
}
