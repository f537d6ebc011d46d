using Tarn.Cli;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class MemberPathTests
{
    [Theory]
    [InlineData("home/anna", "home/anna")]
    [InlineData("/home/anna", "home/anna")]
    [InlineData("home/anna/", "home/anna")]
    [InlineData("/", "")]
    public void Slashes_at_either_end_do_not_matter(string text, string expected) =>
        Assert.Equal(UnixPath.FromText(expected), MemberPath.Parse(text));

    [Fact]
    public void Bytes_that_are_not_text_come_through() =>
        Assert.Equal(new UnixPath([(byte)'f', 0xFF]), MemberPath.Parse("f\uDCFF"));

    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a//b")]
    public void Refuses_what_no_entry_is_called(string text) =>
        Assert.Throws<UsageException>(() => MemberPath.Parse(text));
}
