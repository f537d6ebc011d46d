using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Xunit;

namespace Tarn.Tests.Cli.Arguments;

public sealed class SetNameTests
{
    [Theory]
    [InlineData("myhost-home-anna", "home/anna")]
    [InlineData("myhost-etc+2~411d99ab", "srv", "etc", "home")]
    [InlineData("myhost", "")]
    public void Is_the_host_and_the_first_path(string expected, params string[] roots) =>
        Assert.Equal(expected, Of(roots).ToString());

    [Fact]
    public void Does_not_depend_on_the_order_of_the_paths() =>
        Assert.Equal(Of(["a", "b", "c"]), Of(["c", "b", "a"]));

    [Fact]
    public void Long_names_are_cut_and_stay_different()
    {
        var prefix = string.Concat(Enumerable.Repeat("ü", 70));
        var (left, right) = (Of([prefix + "left"]), Of([prefix + "right"]));
        Assert.InRange(left.Length, 100, Limits.MaxSetName);
        Assert.NotEqual(left, right);
        Assert.DoesNotContain('\uFFFD', left.ToString());
    }

    private static ByteString Of(string[] roots) =>
        SetName.Of("myhost", [.. roots.Select(UnixPath.FromText)]);
}
