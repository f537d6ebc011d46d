using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class BackupTests
{
    private static readonly BackupOptions Small = new()
    {
        Set = ByteString.FromText("test"),
        VolumeSize = Limits.MinVolumeSize,
        SegmentSize = 64 << 10,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Codec.Zstd, 0)]
    [InlineData(Codec.Zstd, 100_000)]
    [InlineData(Codec.Gzip, 0)]
    [InlineData(Codec.Gzip, 100_000)]
    public async Task What_was_stored_comes_back(Codec codec, int groupSize)
    {
        var source = SomeEntries();
        var store = new MemoryStore();
        var listener = new ProblemList();
        var result = await new Backup(
            source,
            store,
            Small with
            {
                Codec = codec,
                GroupSize = groupSize,
            }
        ).RunAsync(listener, Ct);

        Assert.Empty(listener.Problems);
        Assert.Equal(source.Entries.Count(), result.Entries);
        Assert.Equal(result.Entries, listener.Progress[^1].Entries);
        Assert.True(result.Volumes > 3);
        await AssertRestores(store, source);
    }

    [Fact]
    public async Task An_empty_source_makes_an_empty_archive()
    {
        var store = new MemoryStore();
        await new Backup(new MemoryEntries(), store, Small).RunAsync(null, Ct);

        var archive = Assert.Single((await Catalogue.ReadAsync(store, Ct)).Archives);
        Assert.True(archive.IsComplete);
        Assert.Equal(0, archive.Entries);
        await AssertRestores(store, new MemoryEntries());
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_reported_and_left_out()
    {
        var large = MemoryEntries.Noise(200_000, 1);
        var source = new MemoryEntries()
            .File("a", [1], new MemoryContent([1]) { FailsToOpen = true })
            .File("b", large, new MemoryContent(large) { FailsToOpen = true })
            .File("c", [3]);
        var (store, listener, _) = await Run(source);

        Assert.Equal(["a", "b"], listener.Problems.Select(problem => problem.Path.ToString()));
        Assert.All(listener.Problems, problem => Assert.Equal(ProblemKind.Unreadable, problem.Kind));
        Assert.Equal(["c"], (await Index(store)).Select(entry => entry.Entry.Path.ToString()));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public async Task A_file_that_shrinks_is_filled_with_zeros_and_flagged(int size)
    {
        var promised = MemoryEntries.Noise(size, 1);
        var shorter = promised[..(size / 2)];
        var (store, listener, _) = await Run(
            new MemoryEntries().File("f", promised, new MemoryContent(shorter))
        );

        Assert.Equal(ProblemKind.Changed, Assert.Single(listener.Problems).Kind);
        var entry = Assert.Single(await Index(store));
        Assert.Equal(EntryFlags.Shrank, entry.Flags);
        var target = await RestoreAll(store);
        Assert.Equal([.. shorter, .. new byte[size - shorter.Length]], target.Contents[entry.Entry.Path]);
        Assert.Contains(
            SegmentFlags.Shrank,
            (await MarkerFlags(store)).Select(flags => flags & SegmentFlags.Shrank)
        );
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public async Task A_file_that_grows_is_cut_and_flagged(int size)
    {
        var longer = MemoryEntries.Noise(size + 1, 1);
        var content = new MemoryContent(longer) { Changed = true };
        var (store, listener, _) = await Run(new MemoryEntries().File("f", longer[..size], content));

        Assert.Equal(ProblemKind.Changed, Assert.Single(listener.Problems).Kind);
        Assert.Equal(EntryFlags.Grew, Assert.Single(await Index(store)).Flags);
        Assert.Equal(longer[..size], (await RestoreAll(store)).Contents[UnixPath.FromText("f")]);
    }

    [Fact]
    public async Task A_file_that_changed_is_flagged()
    {
        var source = new MemoryEntries().File("f", [1, 2], new MemoryContent([1, 2]) { Changed = true });
        var (store, listener, _) = await Run(source);

        Assert.Equal(ProblemKind.Changed, Assert.Single(listener.Problems).Kind);
        Assert.Equal(EntryFlags.Changed, Assert.Single(await Index(store)).Flags);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public async Task A_file_that_does_not_tell_whether_it_changed_counts_as_changed(int size)
    {
        var content = MemoryEntries.Noise(size, 1);
        var source = new MemoryEntries().File(
            "f",
            content,
            new MemoryContent(content) { FailsToTell = true }
        );
        var (store, listener, _) = await Run(source);

        Assert.Equal(ProblemKind.Changed, Assert.Single(listener.Problems).Kind);
        Assert.Equal(EntryFlags.Changed, Assert.Single(await Index(store)).Flags);
        Assert.Equal(content, (await RestoreAll(store)).Contents[UnixPath.FromText("f")]);
    }

    [Fact]
    public async Task A_small_file_that_fails_while_read_is_left_out_and_a_large_one_ends_in_zeros()
    {
        var large = MemoryEntries.Noise(300_000, 2);
        var source = new MemoryEntries()
            .File("large", large, new MemoryContent(large) { FailsAt = 100_000 })
            .File("small", [1, 2, 3], new MemoryContent([1, 2, 3]) { FailsAt = 2 })
            .File("z", [9]);
        var (store, listener, _) = await Run(source);

        Assert.Equal(["large", "small"], listener.Problems.Select(problem => problem.Path.ToString()));
        Assert.All(listener.Problems, problem => Assert.Equal(ProblemKind.Unreadable, problem.Kind));
        Assert.Equal(["large", "z"], (await Index(store)).Select(entry => entry.Entry.Path.ToString()));
        var restored = (await RestoreAll(store)).Contents[UnixPath.FromText("large")];
        Assert.Equal([.. large[..100_000], .. new byte[200_000]], restored);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 100_000)]
    [InlineData(300_000, 0)]
    public async Task The_further_names_of_a_file_that_cannot_be_read_are_not_stored(int size, int groupSize)
    {
        var content = new MemoryContent(new byte[size]) { FailsToOpen = true };
        var source = new MemoryEntries()
            .File("a", new byte[size], content)
            .HardLink("b", "a")
            .File("c", [1])
            .HardLink("d", "c");
        var store = new MemoryStore();
        var listener = new ProblemList();
        await new Backup(source, store, Small with { GroupSize = groupSize }).RunAsync(listener, Ct);

        Assert.Equal(["a", "b"], listener.Problems.Select(problem => problem.Path.ToString()));
        Assert.Equal(["c", "d"], (await Index(store)).Select(entry => entry.Entry.Path.ToString()));
        Assert.Equal(2, (await RestoreAll(store)).Entries.Count());
    }

    [Fact]
    public async Task Nothing_is_stored_where_nothing_can_be_read()
    {
        var store = new MemoryStore();
        var source = new MemoryEntries().File("a", [1], new MemoryContent([1]) { FailsToOpen = true });
        await Assert.ThrowsAsync<Tarn.Sources.SourceException>(() =>
            new Backup(source, store, Small).RunAsync(null, Ct)
        );
        Assert.Empty((await Catalogue.ReadAsync(store, Ct)).Archives);
    }

    [Fact]
    public async Task Every_content_is_disposed_also_when_the_store_fails()
    {
        var contents = new List<MemoryContent>();
        var source = new MemoryEntries();
        for (var i = 0; i < 200; i++)
        {
            contents.Add(new MemoryContent(MemoryEntries.Noise(10_000, (ulong)i)));
            source.File($"f{i:D3}", MemoryEntries.Noise(10_000, (ulong)i), contents[^1]);
        }
        await new Backup(source, new MemoryStore(), Small).RunAsync(null, Ct);
        Assert.All(contents, content => Assert.True(content.IsDisposed));
    }

    [Fact]
    public async Task Whichever_call_fails_the_store_shows_no_complete_archive_of_it_and_the_older_one_is_whole()
    {
        for (var failsAt = 1; ; failsAt++)
        {
            var inner = new MemoryStore();
            var old = new MemoryEntries().File("old", [1, 2, 3]);
            await new Backup(old, inner, Small).RunAsync(null, Ct);
            var store = new FailingStore(inner, failsAt);
            var backup = new Backup(SomeEntries(), store, Small);
            var failure = await Record.ExceptionAsync(() => backup.RunAsync(null, Ct));
            if (!store.HasFailed)
            {
                Assert.Null(failure);
                return;
            }
            Assert.IsType<StoreException>(failure);
            var complete = (await Catalogue.ReadAsync(inner, Ct)).Archives.Where(archive =>
                archive.IsComplete
            );
            Assert.Equal(1, Assert.Single(complete).Entries);
            await AssertRestores(inner, old);
        }
    }

    /// <summary>Its headers are longer than a segment, so that it takes the way of large files.</summary>
    [Fact]
    public async Task A_further_name_longer_than_a_segment_is_left_out_with_its_first_name()
    {
        var longName = new string('n', 100_000);
        var source = new MemoryEntries()
            .File("a", [1], new MemoryContent([1]) { FailsToOpen = true })
            .File("b", [2])
            .HardLink($"c{longName}", "a")
            .HardLink($"d{longName}", "b")
            .HardLink("e", "a");

        var (store, listener, result) = await Run(source);

        Assert.Equal(
            ["a", $"c{longName}", "e"],
            listener.Problems.Select(problem => problem.Path.ToString())
        );
        Assert.All(
            listener.Problems.Skip(1),
            problem =>
                Assert.Contains("it is another name of '/a'", problem.Message, StringComparison.Ordinal)
        );
        Assert.Equal(2, result.Entries);
        Assert.Equal(
            ["b", $"d{longName}"],
            (await RestoreAll(store)).Entries.Select(entry => entry.Path.ToString())
        );
    }

    [Fact]
    public async Task Cancelled_it_leaves_nothing_complete()
    {
        using var cancel = new CancellationTokenSource();
        var store = new MemoryStore();
        var listener = new CancelAfter(cancel, 3);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new Backup(SomeEntries(), store, Small).RunAsync(listener, cancel.Token)
        );
        Assert.DoesNotContain((await Catalogue.ReadAsync(store, Ct)).Archives, archive => archive.IsComplete);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task A_level_out_of_range_is_refused(int level)
    {
        var backup = new Backup(new MemoryEntries(), new MemoryStore(), Small with { Level = level });
        await Assert.ThrowsAnyAsync<ArgumentException>(() => backup.RunAsync(null, Ct));
    }

    internal static MemoryEntries SomeEntries()
    {
        var source = new MemoryEntries().Directory("d").Directory("d/empty").Symlink("d/link", "../large");
        for (var i = 0; i < 300; i++)
        {
            source.File($"d/file{i:D4}", MemoryEntries.Noise(i * 37, (ulong)i));
        }
        return source
            .File("d/first", [1, 2, 3])
            .HardLink("d/second", "d/first")
            .File("empty", [])
            .File("large", MemoryEntries.Noise(2_500_000, 7))
            .File("zeros", new byte[1_000_000]);
    }

    internal static Task<(MemoryStore, ProblemList, BackupResult)> Run(MemoryEntries source) =>
        Run(source, Codec.Zstd, groupSize: 0);

    internal static async Task<(MemoryStore, ProblemList, BackupResult)> Run(
        MemoryEntries source,
        Codec codec,
        int groupSize
    )
    {
        var store = new MemoryStore();
        var listener = new ProblemList();
        var options = Small with { Codec = codec, GroupSize = groupSize };
        var result = await new Backup(source, store, options).RunAsync(listener, Ct);
        return (store, listener, result);
    }

    internal static async Task<List<IndexEntry>> Index(IStore store)
    {
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        return await new Browse(store, archive, null).ListAsync([], Ct).ToListAsync(Ct);
    }

    internal static async Task<MemoryTarget> RestoreAll(IStore store)
    {
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var target = new MemoryTarget();
        var listener = new ProblemList();
        await new Restore(target, new RestoreOptions()).RunAsync(store, archive, listener, Ct);
        Assert.Empty(listener.Problems);
        target.AssertAllLeft();
        return target;
    }

    internal static async Task AssertRestores(IStore store, MemoryEntries source)
    {
        var target = await RestoreAll(store);
        Assert.Equal(source.Entries, target.Entries);
        Assert.All(source.Contents, each => Assert.Equal(each.Value, target.Contents[each.Key]));
    }

    private static async Task<List<SegmentFlags>> MarkerFlags(IStore store)
    {
        var flags = new List<SegmentFlags>();
        await foreach (var (_, marker, _) in StoredSegments.ReadAsync(store, Ct))
        {
            flags.Add(marker.Flags);
        }
        return flags;
    }

    private sealed class CancelAfter(CancellationTokenSource cancel, int steps) : IListener
    {
        private int _left = steps;

        public void OnProgress(Progress progress)
        {
            if (--_left == 0)
            {
                cancel.Cancel();
            }
        }

        public void OnProblem(Problem problem) { }
    }
}
