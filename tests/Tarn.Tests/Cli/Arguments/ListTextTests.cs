using System.Text;
using Tarn.Cli;
using Tarn.Cli.Arguments;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class ListTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\n\n# no\n#\n b \n", "a| b ")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\r\nb", "a\r|b")]
    [InlineData("a\0", "a")]
    [InlineData("a\nb\0# yes\0\0c", "a\nb|# yes|c")]
    [InlineData("\n\0", "\n")]
    public void Items_are_lines_unless_there_is_a_NUL(string list, string items) =>
        Assert.Equal(items, Items(list, isNul: false));

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("# yes", "# yes")]
    [InlineData("a\nb\0", "a\nb")]
    public void What_was_said_to_have_NULs_is_taken_as_it_is(string list, string items) =>
        Assert.Equal(items, Items(list, isNul: true));

    [Fact]
    public void Lines_that_were_said_to_be_none_are_refused() =>
        Assert.Throws<UsageException>(() => Items("a\nb\n", isNul: true));

    private static string Items(string list, bool isNul) =>
        string.Join('|', ListText.Items(Encoding.ASCII.GetBytes(list), isNul));
}
