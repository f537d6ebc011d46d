using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Restoring;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores.Memory;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class RestoreBatchTests
{
    private const int Entries = 20;

    private static readonly ExtendedAttributes Long = new([
        new(ByteString.FromText("trusted.long"), new ByteString(new byte[200_000])),
    ]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Long_attributes_are_read_when_there_is_room_for_them()
    {
        var source = new MemoryEntries();
        for (var i = 0; i < Entries; i++)
        {
            source.Fifo($"{i:D2}", Long);
        }
        var store = new MemoryStore();
        await new Backup(source, store, new BackupOptions { Set = ByteString.FromText("test") }).RunAsync(
            null,
            Ct
        );
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var contents = new IndexedContents(store, archive, new Journal(null));
        await using var reader = contents.OpenReader();
        var target = new MemoryTarget();
        var restorer = new EntryRestorer(contents, reader, target, acceptsPartial: false);
        var batch = new RestoreBatch();
        RestoreItem[] items =
        [
            .. (await BackupTests.Index(store)).Select(entry => new RestoreItem(entry, entry.Entry)),
        ];
        Assert.All(items, item => Assert.True(batch.TryAdd(item)));

        await batch.RunAsync(restorer, Ct);

        Assert.Equal(2, items.Count(item => item.Decoded is not null));
        var taken = 0;
        await foreach (var item in batch.TakeAsync(restorer, Ct))
        {
            Assert.Same(items[taken++], item);
            Assert.Null(item.Problem);
            Assert.Equal(Long, item.Decoded?.Metadata.Attributes);
            Assert.InRange(items.Count(each => each.Decoded is not null), 1, 2);
        }
        Assert.Equal(Entries, taken);
    }

    [Fact]
    public async Task Attributes_of_a_file_are_gone_once_it_has_its_name()
    {
        var source = new MemoryEntries().File("a", [1], new MemoryContent([1]) { Attributes = Long });
        var (store, _, _) = await BackupTests.Run(source);
        var archive = (await Catalogue.ReadAsync(store, Ct)).Select("latest", default);
        var contents = new IndexedContents(store, archive, new Journal(null));
        await using var reader = contents.OpenReader();
        var target = new MemoryTarget();
        var restorer = new EntryRestorer(contents, reader, target, acceptsPartial: false);
        var batch = new RestoreBatch();
        var index = Assert.Single(await BackupTests.Index(store));
        var item = new RestoreItem(index, index.Entry);
        Assert.True(batch.TryAdd(item));

        await batch.RunAsync(restorer, Ct);

        Assert.Equal(Long, Assert.Single(target.Entries).Metadata.Attributes);
        Assert.Empty(Assert.IsType<Entry.File>(item.Decoded).Metadata.Attributes);
    }
}
