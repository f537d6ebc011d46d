using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// <c>cat NAME* | zstd -dc | tar -x</c>: what Tarn wrote comes back whole without Tarn, with exit status 0 and nothing on
/// standard error.
/// </summary>
public sealed class OtherReadersTests(SharedSources sources)
{
    [Theory]
    [InlineData("--volume-size 1M --compression zstd:3")]
    [InlineData("--volume-size 1M --compression gzip")]
    [InlineData("--volume-size 10M --compression zstd:1")]
    [InlineData("--volume-size 10M --compression gzip:9")]
    [InlineData("--volume-size 1G --compression zstd:19 --group 128K")]
    [InlineData("--volume-size 1G --compression gzip:0")]
    public void Every_reader_restores_an_awkward_tree_silently(string options) =>
        IsRestoredBy(TarReader.All, sources.Awkward, options, LeastVolumes(options));

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    [InlineData("--volume-size 10M")]
    [InlineData("--volume-size 10M --compression gzip")]
    [InlineData("--volume-size 1G")]
    [InlineData("--volume-size 1G --compression gzip --group 128K")]
    public void Every_reader_restores_a_real_tree_in_volumes_of_any_size_silently(string options) =>
        IsRestoredBy(TarReader.All, sources.Real, options, LeastVolumes(options));

    /// <summary>Nothing here fills a gibibyte; anything fills some of the smaller sizes.</summary>
    private static int LeastVolumes(string options) =>
        options.Contains("1M", StringComparison.Ordinal) ? 3 : 1;

    [Fact]
    public void The_longest_link_target_beyond_ASCII_is_too_long_for_busybox_alone()
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.Symlink("link", new string('\u00FF', 4_095)).Finish();
        var archive = Archive.Of(tree.Root, temp.At("store"), "");
        var source = Source.Of(tree.Root);

        foreach (var reader in TarReader.All.Where(reader => reader != TarReader.Busybox))
        {
            using var into = new TempDirectory();
            reader.ExtractFrom(archive.AsTar, into.Path);
            source.AssertRestored(into.Path, reader.Keeps, reader.Name);
        }
        var busybox = Tool.Shell($"{archive.AsTar} | {TarReader.Busybox.Extract}", temp.Make("busybox"));
        Assert.Contains("tar: bad archive", busybox.AssertStatus(1).Errors);
    }

    private static void IsRestoredBy(TarReader[] readers, Source source, string options, int leastVolumes)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(source.Roots, temp.At("store"), options);
        Assert.InRange(archive.Volumes.Count, leastVolumes, int.MaxValue);

        foreach (var reader in readers)
        {
            using var into = new TempDirectory();
            reader.ExtractFrom(archive.AsTar, into.Path);
            source.AssertRestored(into.Path, reader.Keeps, reader.Name);
        }
    }
}
