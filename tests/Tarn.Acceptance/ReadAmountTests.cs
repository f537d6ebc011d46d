using Tarn.Acceptance.Harness;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Restore;
using Tarn.Sets;
using Tarn.Stores.Local;
using Tarn.Stores.Wrappers;
using Tarn.Targets;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Whoever wants one file reads that file, not the archive.</summary>
public sealed class ReadAmountTests(SharedSources sources)
{
    /// <summary>Prefix and marker, which are read before the segment whose length they tell.</summary>
    private const int Head = 112;

    private const int StartAndEnd = 2 * 4096;

    [Fact]
    public async Task One_file_costs_its_segments_and_the_way_to_them()
    {
        using var temp = new TempDirectory();
        var archive = Archive.Of(sources.Real.Roots, temp.At("store"), "--volume-size 10M");
        var whole = await WholeEntries.OfAsync(archive);
        var files = whole.Where(entry => entry.Entry.Entry is Entry.File).ToList();
        var stored = archive.Volumes.Sum(volume => volume.Length);
        var way = Way(archive);
        Assert.InRange(way, 1, stored / 20);

        foreach (var file in (WholeEntry[])[files[0], files[files.Count / 2], files[^1], Largest(files)])
        {
            var segments = file
                .Volume.Segments()
                .Where(segment => segment.EntrySequence == file.Segment.Sequence);
            var limit = way + segments.Sum(segment => segment.Stored + Head);
            Assert.InRange(await CatAsync(archive, file), 1, limit);
            Assert.InRange(await RestoreAsync(archive, file), 1, limit);
        }
    }

    /// <summary>Of each volume its start, end and index directory, and the one piece of index that may have the path.</summary>
    private static long Way(Archive archive) =>
        archive.Volumes.Sum(volume =>
        {
            var index = volume.Segments().FindAll(segment => segment.IsIndex);
            var pieces = index.FindAll(segment => !segment.IsIndexDirectory);
            return StartAndEnd
                + index.Where(segment => segment.IsIndexDirectory).Sum(segment => segment.Stored + Head)
                + (2 * pieces.Max(segment => segment.Stored + Head)); // A piece may take two segments.
        });

    private static async Task<long> CatAsync(Archive archive, WholeEntry file)
    {
        using var local = LocalStore.Open(archive.Store, create: false);
        var store = new CountingStore(local);
        using var output = new MemoryStream();

        await (await Archive.BrowseAsync(store)).CopyContentAsync(file.Entry.Entry.Path, output, default);

        Assert.Equal(((Entry.File)file.Entry.Entry).Size, output.Length);
        return store.BytesRead;
    }

    private static async Task<long> RestoreAsync(Archive archive, WholeEntry file)
    {
        using var temp = new TempDirectory();
        using var local = LocalStore.Open(archive.Store, create: false);
        using var target = TreeTarget.Open(ByteString.FromText(temp.Path), new RestoreRules());
        var store = new CountingStore(local);
        var listing = (await Catalogue.ReadAsync(store, default)).Select("latest", default);
        var options = new RestoreOptions { Paths = [file.Entry.Entry.Path] };

        var result = await new Restore(target, options).RunAsync(store, listing, null, default);

        Assert.Equal(1, result.Entries);
        TreeListing.Of(file.Path).AssertRestored(TreeListing.Of(file.Path, temp.Path));
        return store.BytesRead;
    }

    private static WholeEntry Largest(List<WholeEntry> files) =>
        files.MaxBy(file => ((Entry.File)file.Entry.Entry).Size)!;
}
