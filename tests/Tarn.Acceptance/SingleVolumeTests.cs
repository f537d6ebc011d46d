using Tarn.Acceptance.Harness;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>One volume alone, and a person who reads the plain text at its end.</summary>
public sealed class SingleVolumeTests(SharedSources sources)
{
    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    [InlineData("--volume-size 1M --group 64K")]
    public Task Any_volume_gives_every_file_that_begins_and_ends_in_it(string options) =>
        EachGivesItsFilesAsync(sources.Awkward, options);

    [Fact]
    public Task Any_volume_of_a_real_tree_gives_every_file_that_begins_and_ends_in_it() =>
        EachGivesItsFilesAsync(sources.Real, "--volume-size 10M");

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip")]
    public void The_checksum_that_every_volume_shows_is_right(string options)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), options);

        foreach (var volume in archive.Volumes)
        {
            var result = Tool.Shell($"head -c {volume.CheckedBytes} {volume.Path} | sha256sum")
                .AssertSilent();
            Assert.Equal($"{volume.Checksum}  -\n", result.Text);
            Assert.Equal(volume.Length - 4096, volume.CheckedBytes);
        }
    }

    private static async Task EachGivesItsFilesAsync(Source source, string options)
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(source.Roots, temp.At("store"), options);
        var whole = await WholeEntries.OfAsync(archive);
        var seen = 0;

        foreach (var volume in archive.Volumes)
        {
            var expected = whole
                .Where(entry => entry.Volume.Path == volume.Path)
                .Select(entry => entry.Path)
                .ToHashSet();
            if (volume.FirstEntryByte is not { } first)
            {
                Assert.Empty(expected);
                continue;
            }
            using var into = new TempDirectory();
            // The last file may go on in the next volume, and the first name of a hard link be in one before: tar says so.
            Tool.Shell($"tail -c +{first} {volume.Path} | {volume.Decompress} | tar -x", into.Path);
            expected.ExceptWith(LinksToElsewhere(whole, expected));
            Compare(source.Listing, TreeListing.Of("", into.Path), expected);
            seen += expected.Count;
        }
        Assert.InRange(seen, source.Listing.Count * 9 / 10, source.Listing.Count);
    }

    private static List<string> LinksToElsewhere(List<WholeEntry> whole, HashSet<string> here) =>
        whole
            .Where(entry =>
                entry.Entry.Entry is Entry.HardLink link
                && !here.Contains($"/{System.Text.Encoding.Latin1.GetString(link.Target.Span)}")
            )
            .Select(entry => entry.Path)
            .ToList();

    private static void Compare(TreeListing source, TreeListing restored, HashSet<string> paths) =>
        source
            .Where((path, _) => paths.Contains(path))
            .WithoutGroups()
            .AssertRestored(
                restored.Where((path, _) => paths.Contains(path)).WithoutGroups(),
                by: "tar from one volume"
            );
}
