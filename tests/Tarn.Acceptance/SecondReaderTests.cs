using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>A reader written from spec/ alone, in another language, agrees with what Tarn writes.</summary>
public sealed class SecondReaderTests(SharedSources sources)
{
    private static readonly string Reader = Checkout.At("tools/tarnread");

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip --hash sha256")]
    [InlineData("--volume-size 1M --group 64K --hash none")]
    public void The_second_reader_finds_nothing_amiss_in_a_fresh_archive(string options)
    {
        SkipIfMissing();
        using var temp = new TempDirectory();
        var archive = Archive.Of(
            [.. sources.Awkward.Roots, .. sources.AwkwardForTarn.Roots],
            temp.At("store"),
            options
        );

        Tool.Shell($"{Reader} check {archive.Store}/*").AssertStatus(0);

        var listed = Tool.Shell($"{Reader} list {archive.Store}/* | wc -l").AssertStatus(0);
        Assert.Equal(
            $"{sources.Awkward.Listing.Count + sources.AwkwardForTarn.Listing.Count}\n",
            listed.Text
        );
    }

    [Fact]
    public void The_second_reader_agrees_with_every_vector()
    {
        SkipIfMissing();
        Tool.Shell($"{Checkout.At("tools/checkvectors")} {Checkout.At("vectors")}").AssertStatus(0);
    }

    private static void SkipIfMissing() =>
        Assert.SkipUnless(File.Exists(Reader), "there is no tools/tarnread yet");
}
