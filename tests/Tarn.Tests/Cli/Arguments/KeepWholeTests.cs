using Tarn.Cli.Arguments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class KeepWholeTests
{
    [Theory]
    [InlineData("25%", 256)]
    [InlineData("0%", 0)]
    [InlineData("100%", 1024)]
    [InlineData("1K", 1024)]
    [InlineData("volume", long.MaxValue)]
    public void Is_a_share_of_the_volume_a_size_or_a_whole_volume(string text, long expected)
    {
        Assert.True(KeepWhole.TryParse(text, out var keepWhole));
        Assert.Equal(expected, keepWhole.Of(1024));
    }

    [Fact]
    public void A_share_of_the_largest_volume_does_not_overflow()
    {
        Assert.True(KeepWhole.TryParse("50%", out var keepWhole));
        Assert.Equal(long.MaxValue / 2, keepWhole.Of(long.MaxValue));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("101%")]
    [InlineData("-1%")]
    [InlineData("all")]
    public void Refuses_anything_else(string text) => Assert.False(KeepWhole.TryParse(text, out _));
}
