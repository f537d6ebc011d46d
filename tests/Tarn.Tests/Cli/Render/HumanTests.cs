using Tarn.Cli.Render;
using Xunit;

namespace Tarn.Tests.Cli.Render;

public sealed class HumanTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData((1 << 20) - 1, "1.0 MiB")]
    [InlineData(5L << 30, "5.0 GiB")]
    [InlineData(long.MaxValue, "8.0 EiB")]
    public void Sizes_have_binary_units(long bytes, string expected) =>
        Assert.Equal(expected, Human.Size(bytes));

    [Theory]
    [InlineData(1023, "1023")]
    [InlineData((1 << 20) - 1, "1.0M")]
    public void Short_sizes_have_a_letter(long bytes, string expected) =>
        Assert.Equal(expected, Human.ShortSize(bytes));

    [Theory]
    [InlineData(7, "0:07")]
    [InlineData(3599, "59:59")]
    [InlineData(100_000, "27:46:40")]
    public void Durations_are_as_on_a_clock(int seconds, string expected) =>
        Assert.Equal(expected, Human.Duration(TimeSpan.FromSeconds(seconds)));
}
