using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

public sealed class RoundTripTests(SharedSources sources)
{
    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    [InlineData("--volume-size 1G --group 128K")]
    [InlineData("--volume-size 1M --compression gzip:0 --segment-size 4K --hash sha256")]
    public void An_awkward_tree_comes_back_as_it_was(string options) => ComesBack(sources.Awkward, options);

    [Fact]
    public void Times_before_1970_and_in_the_future_come_back_to_the_nanosecond() =>
        ComesBack(sources.AwkwardForTarn, "");

    [Fact]
    public void A_real_tree_comes_back_as_it_was() => ComesBack(sources.Real, "--volume-size 10M");

    [Fact]
    public void A_real_tree_in_groups_comes_back_as_it_was() =>
        ComesBack(sources.Real, "--volume-size 10M --compression gzip:1 --group 128K");

    /// <summary>A copy, because a machine at work changes some of it.</summary>
    [Fact]
    public void Etc_and_usr_come_back_as_they_were()
    {
        Assert.SkipUnless(SharedSources.IsNightly, "takes minutes and gigabytes");
        using var temp = TempDirectory.ForAttributes();
        Tool.Shell($"cp -a /etc {temp.At("etc")} && cp -a /usr {temp.At("usr")}").AssertStatus(0);
        ComesBack(Source.Of(temp.At("etc"), temp.At("usr")), "");
    }

    private static void ComesBack(Source source, string options)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(source.Roots, temp.At("store"), options);

        TarnProgram.Restore(archive.Store, temp.Make("into"));

        source.AssertRestored(temp.At("into"));
    }
}
