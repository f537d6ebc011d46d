using Tarn.Cli.Arguments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1048576", 1048576)]
    [InlineData("7B", 7)]
    [InlineData("64K", 65536)]
    [InlineData("64k", 65536)]
    [InlineData("64KiB", 65536)]
    [InlineData("512M", 512L << 20)]
    [InlineData("1G", 1L << 30)]
    [InlineData("2T", 2L << 40)]
    [InlineData("7E", 7L << 60)]
    public void Reads_sizes(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(expected, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.5G")]
    [InlineData("1KB")]
    [InlineData("1Ki")]
    [InlineData("1MM")]
    [InlineData("1X")]
    [InlineData("8E")]
    [InlineData("9223372036854775808")]
    public void Refuses_what_is_no_size(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
