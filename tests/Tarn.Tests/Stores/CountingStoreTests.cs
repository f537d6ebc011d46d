using Tarn.Stores;
using Tarn.Stores.Memory;
using Tarn.Stores.Wrappers;
using Xunit;

namespace Tarn.Tests.Stores;

/// <summary>Counting changes nothing of what a store promises.</summary>
public sealed class CountingStoreTests : StoreContract
{
    private readonly CountingStore _store = new(new MemoryStore());

    protected override IStore Store => _store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Counts_what_was_asked_and_what_was_given()
    {
        await Put("a", new byte[100], pieceLength: 60);
        await using (var givenUp = await _store.CreateAsync("b", Ct))
        {
            await givenUp.WriteAsync(new byte[7], Ct);
        }
        await using (var blob = await _store.OpenAsync("a", Ct))
        {
            await blob.ReadAsync(10, new byte[20], Ct);
            await blob.ReadAsync(90, new byte[20], Ct);
            await blob.ReadAsync(100, new byte[20], Ct);
        }
        await Listing();
        Assert.Equal((2, 107, 1), (_store.Creates, _store.BytesWritten, _store.Commits));
        Assert.Equal((1, 3, 30), (_store.Opens, _store.Reads, _store.BytesRead));
        Assert.Equal(1, _store.Lists);
    }

    [Fact]
    public async Task Does_not_count_what_was_refused()
    {
        await Put("a", [1]);
        await Assert.ThrowsAsync<StoreException>(() => Put("a", []));
        await Assert.ThrowsAsync<StoreException>(() => Get("b"));
        Assert.Equal((1, 0, 0), (_store.Commits, _store.Opens, _store.Reads));
    }
}
