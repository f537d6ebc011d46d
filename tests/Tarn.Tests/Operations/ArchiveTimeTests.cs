using Tarn.Format.Model;
using Tarn.Sets;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class ArchiveTimeTests
{
    [Theory]
    [InlineData("2026-11", 1_796_083_199)]
    [InlineData("2026-11-23", 1_795_478_399)]
    [InlineData("2026-11-23T15", 1_795_449_599)]
    [InlineData("2026-11-23 15:30", 1_795_447_859)]
    [InlineData("2026-11-23T15:30:10Z", 1_795_447_810)]
    [InlineData("20261123T153010Z", 1_795_447_810)]
    public void Means_the_last_moment_that_is_left_open(string text, long seconds)
    {
        Assert.True(ArchiveTime.TryParse(text, out var latest));
        Assert.Equal(new UnixTime(seconds, 999_999_900), latest);
    }

    [Theory]
    [InlineData("9999-12")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-31T23:59:59")]
    public void Accepts_a_time_with_nothing_behind_it(string text)
    {
        Assert.True(ArchiveTime.TryParse(text, out var latest));
        Assert.Equal(UnixTime.From(DateTimeOffset.MaxValue), latest);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("2026")]
    [InlineData("2026-13")]
    [InlineData("2026-11-23T25")]
    [InlineData("")]
    public void Refuses_what_is_no_time(string text) => Assert.False(ArchiveTime.TryParse(text, out _));
}
