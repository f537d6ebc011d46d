using Tarn.Format.Bytes;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class CatalogueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Latest_is_the_newest()
    {
        var catalogue = await Make(("a", 0), ("a", 2), ("a", 1));
        Assert.Equal(Noon.AddHours(2), CreatedOf(catalogue.Select("latest", default)));
        Assert.Equal([0, 1, 2], catalogue.Archives.Select(archive => (CreatedOf(archive) - Noon).Hours));
    }

    [Theory]
    [InlineData("2026-11-23", 2)]
    [InlineData("2026-11-23T13", 1)]
    [InlineData("2026-11-23T13:59", 1)]
    [InlineData("2026-11-23T14:00:00", 2)]
    [InlineData("20261123T120000Z", 0)]
    public async Task A_time_means_the_newest_up_to_then(string time, int hours)
    {
        var catalogue = await Make(("a", 0), ("a", 1), ("a", 2));
        Assert.Equal(Noon.AddHours(hours), CreatedOf(catalogue.Select(time, default)));
    }

    [Fact]
    public async Task An_id_may_be_cut_short()
    {
        var catalogue = await Make(("a", 0), ("a", 1));
        foreach (var archive in catalogue.Archives)
        {
            Assert.Same(archive, catalogue.Select(archive.Id.ToString()[..12], default));
            Assert.Same(archive, catalogue.Select(archive.Id.ToString().ToUpperInvariant(), default));
        }
    }

    [Fact]
    public async Task With_several_sets_latest_needs_one_to_be_named()
    {
        var catalogue = await Make(("a", 0), ("b", 1));
        Assert.Throws<ArchiveNotFoundException>(() => catalogue.Select("latest", default));
        Assert.Equal(Noon, CreatedOf(catalogue.Select("latest", ByteString.FromText("a"))));
    }

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("0123456789abcdef")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("newest")]
    public async Task What_is_not_there_is_not_found(string selector)
    {
        var catalogue = await Make(("a", 0));
        Assert.Throws<ArchiveNotFoundException>(() => catalogue.Select(selector, default));
    }

    [Fact]
    public async Task What_is_newer_but_not_complete_is_known()
    {
        var store = new MemoryStore();
        await AddTo(store, "a", 0, volumes: 1);
        await AddTo(store, "a", 1, volumes: 1);
        await AddTo(new FailingStore(store, 100), "a", 2, volumes: 20);
        await AddTo(new FailingStore(store, 100), "b", 3, volumes: 20);
        var catalogue = await Catalogue.ReadAsync(store, Ct);

        var latest = catalogue.Select("latest", ByteString.FromText("a"));

        Assert.Equal(Noon.AddHours(1), CreatedOf(latest));
        Assert.Equal(Noon.AddHours(2), CreatedOf(Assert.Single(catalogue.IncompleteSince(latest))));
    }

    [Fact]
    public async Task What_is_no_volume_is_counted_and_told_from_an_empty_store()
    {
        var store = new MemoryStore();
        Assert.Contains(
            "empty",
            (await Catalogue.ReadAsync(store, Ct)).DescribeNone(default),
            StringComparison.Ordinal
        );
        await using (var writer = await store.CreateAsync("letter", Ct))
        {
            await writer.WriteAsync("Dear Ada"u8.ToArray(), Ct);
            await writer.CommitAsync(Ct);
        }

        var catalogue = await Catalogue.ReadAsync(store, Ct);

        Assert.Equal(1, catalogue.OtherBlobs);
        Assert.Contains("right directory", catalogue.DescribeNone(default), StringComparison.Ordinal);
    }

    private static async Task AddTo(IStore store, string set, int hours, int volumes)
    {
        var options = new BackupOptions
        {
            Set = ByteString.FromText(set),
            Clock = new FixedClock(Noon.AddHours(hours)),
            VolumeSize = Limits.MinVolumeSize,
        };
        var source = new MemoryEntries().File(
            "f",
            MemoryEntries.Noise((volumes - 1) * (int)Limits.MinVolumeSize, 1)
        );
        await Record.ExceptionAsync(() => new Backup(source, store, options).RunAsync(null, Ct));
    }

    private static DateTimeOffset CreatedOf(ArchiveListing archive) =>
        archive.Parameters!.Created.ToDateTimeOffset();

    private static async Task<Catalogue> Make(params (string Set, int Hours)[] archives)
    {
        var store = new MemoryStore();
        foreach (var (set, hours) in archives)
        {
            var options = new BackupOptions
            {
                Set = ByteString.FromText(set),
                Clock = new FixedClock(Noon.AddHours(hours)),
            };
            await new Backup(new MemoryEntries().File("f", [1]), store, options).RunAsync(null, Ct);
        }
        return await Catalogue.ReadAsync(store, Ct);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
