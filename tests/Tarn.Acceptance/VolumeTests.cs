using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

public sealed class VolumeTests(SharedSources sources)
{
    private const int MiB = 1 << 20;

    [Theory]
    [InlineData("--volume-size 1M", MiB)]
    [InlineData("--volume-size 1M --compression gzip", MiB)]
    [InlineData("--volume-size 1M --compression gzip:0", MiB)]
    [InlineData("--volume-size 1234567 --group 64K", 1_234_567)]
    [InlineData("--volume-size 3M --keep-whole volume", 3 * MiB)]
    public void No_volume_is_larger_than_asked_for(string options, long size)
    {
        using var temp = new TempDirectory();

        var archive = Archive.Of(sources.Awkward.Roots, temp.At("store"), options);

        Assert.InRange(archive.Volumes.Count, 2, int.MaxValue);
        Assert.All(archive.Volumes, volume => Assert.InRange(volume.Length, 1, size));
    }

    [Theory]
    [InlineData("1048575")]
    [InlineData("1023K")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    public void A_volume_size_below_1_MiB_is_wrong_usage(string size)
    {
        using var temp = new TempDirectory();

        var result = TarnProgram.Run(
            $"backup {temp.Make("source")} --to {temp.At("store")} --volume-size={size}"
        );

        Assert.NotEqual("", result.AssertStatus(2).Errors);
        Assert.False(Directory.Exists(temp.At("store")));
    }

    [Theory]
    [InlineData("zstd:3")]
    [InlineData("gzip")]
    public void A_file_over_five_volumes_is_restored_by_every_reader(string compression)
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.File("before", "1"u8).File("huge", new Noise(5).Bytes(5 * MiB)).File("later", "2"u8).Finish();
        var source = Source.Of(tree.Root);

        var archive = Archive.Of(
            tree.Root,
            temp.At("store"),
            $"--volume-size 1M --compression {compression}"
        );

        Assert.InRange(archive.Volumes.Count, 6, 7);
        TarnProgram.Restore(archive.Store, temp.Make("into"));
        source.AssertRestored(temp.At("into"));
        foreach (var reader in TarReader.All)
        {
            using var into = new TempDirectory();
            reader.ExtractFrom(archive.AsTar, into.Path);
            source.AssertRestored(into.Path, reader.Keeps, reader.Name);
        }
    }

    /// <summary>Files of 200 to 700 KB in volumes of 1 MiB: the larger ones do not fit behind one another.</summary>
    [Theory]
    [InlineData("", 262_144)]
    [InlineData("--keep-whole 0%", 0)]
    [InlineData("--keep-whole 50%", 524_288)]
    [InlineData("--keep-whole 400K", 409_600)]
    [InlineData("--keep-whole volume", 800_000)]
    public async Task Files_up_to_keep_whole_are_in_one_volume(string option, long limit)
    {
        using var temp = new TempDirectory();
        var noise = new Noise(9);
        var tree = new Tree(temp.At("source"));
        for (var number = 10; number < 40; number++)
        {
            tree.File($"{number}", noise.Bytes(200_000 + noise.Below(500_000)));
        }
        tree.Finish();

        var archive = Archive.Of(tree.Root, temp.At("store"), $"--volume-size 1M {option}");

        var whole = await WholeEntries.OfAsync(archive);
        var files = (await archive.IndexAsync())
            .Where(entry => entry.Entry.Entry is Format.Model.Entry.File)
            .Select(entry => (entry.Path, ((Format.Model.Entry.File)entry.Entry.Entry).Size))
            .ToList();
        Assert.All(
            files.Where(file => file.Size <= limit),
            file => Assert.Contains(file.Path, whole.Select(entry => entry.Path))
        );
        Assert.Equal(
            limit < 700_000,
            files.Exists(file => whole.TrueForAll(entry => entry.Path != file.Path))
        );
    }
}
