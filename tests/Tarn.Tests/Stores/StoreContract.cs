using System.Security.Cryptography;
using Tarn.Stores;
using Xunit;

namespace Tarn.Tests.Stores;

/// <summary>What every store promises in <see cref="IStore"/>, as tests. Each kind of store derives from this.</summary>
public abstract class StoreContract
{
    /// <summary>The store under test, empty at first and the same for the whole test.</summary>
    protected abstract IStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> GoodNames =>
        [
            "a",
            "0",
            "home-20250301T120000Z-0af3.000001.tar.zst",
            "a b",
            "-rf",
            "*",
            "é",
            "日本.tar",
            new string('n', 200),
        ];

    public static TheoryData<string> BadNames =>
        [
            "",
            ".",
            "..",
            ".hidden",
            "a/b",
            "/a",
            "a/",
            "../a",
            "a\0b",
            "\ud800",
            new string('n', 201),
            new string('é', 101),
        ];

    [Fact]
    public async Task An_empty_store_lists_nothing() => Assert.Empty(await Listing());

    [Fact]
    public async Task What_was_committed_comes_back()
    {
        await Put("a", [1, 2, 3]);
        Assert.Equal([1, 2, 3], await Get("a"));
        Assert.Equal([new BlobListing("a", 3)], await Listing());
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        await Put("empty", []);
        Assert.Empty(await Get("empty"));
        Assert.Equal([new BlobListing("empty", 0)], await Listing());
    }

    [Fact]
    public async Task Twenty_megabytes_in_uneven_pieces_come_back()
    {
        var bytes = Noise(20_000_003);
        await using (var writer = await Store.CreateAsync("big", Ct))
        {
            var piece = 1;
            for (var at = 0; at < bytes.Length; at += piece)
            {
                piece = Math.Min((piece * 3) + 1, bytes.Length - at);
                await writer.WriteAsync(bytes.AsMemory(at, piece), Ct);
            }
            await writer.CommitAsync(Ct);
        }
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(await Get("big")));
    }

    [Fact]
    public async Task The_buffer_of_a_write_may_be_reused()
    {
        var buffer = new byte[] { 1, 2 };
        await using var writer = await Store.CreateAsync("a", Ct);
        await writer.WriteAsync(buffer, Ct);
        buffer.AsSpan().Fill(9);
        await writer.WriteAsync(buffer, Ct);
        await writer.CommitAsync(Ct);
        Assert.Equal([1, 2, 9, 9], await Get("a"));
    }

    [Fact]
    public async Task Nothing_is_seen_before_the_commit()
    {
        await using var writer = await Store.CreateAsync("a", Ct);
        await writer.WriteAsync(new byte[100_000], Ct);
        Assert.Empty(await Listing());
        await AssertMissing("a");
        await writer.CommitAsync(Ct);
        Assert.Equal([new BlobListing("a", 100_000)], await Listing());
    }

    [Fact]
    public async Task Disposing_without_a_commit_leaves_nothing()
    {
        await using (var writer = await Store.CreateAsync("a", Ct))
        {
            await writer.WriteAsync(new byte[100_000], Ct);
        }
        Assert.Empty(await Listing());
        await AssertMissing("a");
        await Put("a", [1]);
        Assert.Equal([1], await Get("a"));
    }

    [Fact]
    public async Task A_taken_name_is_never_replaced()
    {
        await Put("a", [1, 2, 3]);
        await using (var writer = await Store.CreateAsync("a", Ct))
        {
            await writer.WriteAsync(new byte[] { 4 }, Ct);
            var error = await Assert.ThrowsAsync<StoreException>(async () => await writer.CommitAsync(Ct));
            Assert.Equal("a", error.Key);
            Assert.False(error.IsTransient);
        }
        Assert.Equal([1, 2, 3], await Get("a"));
        Assert.Equal([new BlobListing("a", 3)], await Listing());
    }

    [Fact]
    public async Task Of_writers_racing_for_a_name_exactly_one_wins()
    {
        var wins = await Task.WhenAll(
            Enumerable.Range(1, 16).Select(value => Task.Run(() => TryPut((byte)value), Ct))
        );
        var winner = Assert.Single(wins, value => value != 0);
        Assert.Equal(Enumerable.Repeat(winner, 1000), await Get("raced"));

        async Task<byte> TryPut(byte value)
        {
            try
            {
                await Put("raced", Enumerable.Repeat(value, 1000).ToArray());
                return value;
            }
            catch (StoreException)
            {
                return 0;
            }
        }
    }

    [Fact]
    public async Task Writers_of_different_names_do_not_disturb_each_other()
    {
        var blobs = Enumerable
            .Range(0, 24)
            .Select(i => (Name: $"blob-{i:d2}", Bytes: Noise(10_000 + i)))
            .ToArray();
        await Task.WhenAll(
            blobs.Select(blob => Task.Run(() => Put(blob.Name, blob.Bytes, pieceLength: 777), Ct))
        );
        Assert.Equal(blobs.Select(blob => new BlobListing(blob.Name, blob.Bytes.Length)), await Listing());
        foreach (var (name, bytes) in blobs)
        {
            Assert.Equal(bytes, await Get(name));
        }
    }

    [Fact]
    public async Task The_listing_is_sorted_by_ordinal()
    {
        string[] names = ["b", "a", "B", "é", "a.2", "a.10", "a-", "Z", "zz", "10", "9"];
        foreach (var name in names)
        {
            await Put(name, [0]);
        }
        var expected = names.Order(StringComparer.Ordinal).Select(name => new BlobListing(name, 1));
        Assert.Equal(expected, await Listing());
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(0, 100, 100)]
    [InlineData(37, 20, 20)]
    [InlineData(90, 10, 10)]
    [InlineData(90, 11, 10)]
    [InlineData(99, 100, 1)]
    [InlineData(100, 1, 0)]
    [InlineData(101, 5, 0)]
    [InlineData(long.MaxValue, 5, 0)]
    [InlineData(50, 0, 0)]
    public async Task A_range_is_read_up_to_the_end(long offset, int length, int expected)
    {
        var bytes = Noise(100);
        await Put("a", bytes);
        await using var blob = await Store.OpenAsync("a", Ct);
        var buffer = new byte[length];
        var count = await blob.ReadAsync(offset, buffer, Ct);
        Assert.Equal(expected, count);
        Assert.Equal(bytes.Skip((int)Math.Min(offset, bytes.Length)).Take(length), buffer.Take(count));
        Assert.All(buffer.Skip(count), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task A_negative_offset_is_refused()
    {
        await Put("a", [1]);
        await using var blob = await Store.OpenAsync("a", Ct);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
            await blob.ReadAsync(-1, new byte[1], Ct)
        );
    }

    [Fact]
    public async Task Several_may_read_one_blob_at_once()
    {
        var bytes = Noise(64 * 1024);
        await Put("a", bytes);
        await using var blob = await Store.OpenAsync("a", Ct);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(at => Task.Run(() => ReadPiece(at * 1024), Ct)));

        async Task ReadPiece(int at)
        {
            var buffer = new byte[1024];
            Assert.Equal(1024, await blob.ReadAsync(at, buffer, Ct));
            Assert.Equal(bytes[at..(at + 1024)], buffer);
        }
    }

    [Fact]
    public async Task A_missing_blob_is_said_to_be_missing()
    {
        await Put("a", [1]);
        await AssertMissing("b");
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public async Task Takes_the_name(string name)
    {
        await Put(name, [7]);
        Assert.Equal([7], await Get(name));
        Assert.Equal([new BlobListing(name, 1)], await Listing());
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task Refuses_the_name(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.CreateAsync(name, Ct));
        Assert.Empty(await Listing());
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public async Task Opens_nothing_of_that_name(string name) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.OpenAsync(name, Ct));

    [Fact]
    public async Task A_writer_is_over_after_its_commit()
    {
        await using var writer = await Store.CreateAsync("a", Ct);
        await writer.CommitAsync(Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await writer.WriteAsync(new byte[1], Ct)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.CommitAsync(Ct));
        Assert.Equal([new BlobListing("a", 0)], await Listing());
    }

    [Fact]
    public async Task Disposing_twice_or_after_the_commit_changes_nothing()
    {
        var writer = await Store.CreateAsync("a", Ct);
        await writer.WriteAsync(new byte[] { 5 }, Ct);
        await writer.CommitAsync(Ct);
        await writer.DisposeAsync();
        await writer.DisposeAsync();
        Assert.Equal([5], await Get("a"));
    }

    [Fact]
    public async Task Nothing_begins_once_cancelled()
    {
        await Put("a", [1]);
        await using var blob = await Store.OpenAsync("a", Ct);
        await using var writer = await Store.CreateAsync("b", Ct);
        var cancelled = new CancellationToken(canceled: true);
        await Cancels(async () => await Store.CreateAsync("c", cancelled));
        await Cancels(async () => await Store.OpenAsync("a", cancelled));
        await Cancels(async () => await Store.ListAsync(cancelled).ToArrayAsync(Ct));
        await Cancels(async () => await blob.ReadAsync(0, new byte[1], cancelled));
        await Cancels(async () => await writer.WriteAsync(new byte[1], cancelled));
        await Cancels(async () => await writer.CommitAsync(cancelled));
        Assert.Equal([new BlobListing("a", 1)], await Listing());

        static Task Cancels(Func<Task> action) => Assert.ThrowsAnyAsync<OperationCanceledException>(action);
    }

    private protected async Task Put(string name, byte[] bytes, int pieceLength = int.MaxValue)
    {
        await using var writer = await Store.CreateAsync(name, Ct);
        for (var at = 0; at < bytes.Length; )
        {
            var piece = bytes.AsMemory(at, Math.Min(pieceLength, bytes.Length - at));
            await writer.WriteAsync(piece, Ct);
            at += piece.Length;
        }
        await writer.CommitAsync(Ct);
    }

    private protected async Task<byte[]> Get(string name)
    {
        await using var blob = await Store.OpenAsync(name, Ct);
        var bytes = new byte[blob.Length];
        Assert.Equal(bytes.Length, await blob.ReadAsync(0, bytes, Ct));
        Assert.Equal(0, await blob.ReadAsync(bytes.Length, new byte[1], Ct));
        return bytes;
    }

    private protected async Task<BlobListing[]> Listing() => await Store.ListAsync(Ct).ToArrayAsync(Ct);

    /// <summary>Bytes without a pattern, the same for the same length.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        var state = (uint)length | 1;
        for (var i = 0; i < length; i++)
        {
            // xorshift32, Marsaglia 2003.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[i] = (byte)(state >> 24);
        }
        return bytes;
    }

    private async Task AssertMissing(string name)
    {
        var error = await Assert.ThrowsAsync<StoreException>(async () => await Store.OpenAsync(name, Ct));
        Assert.Equal(name, error.Key);
        Assert.False(error.IsTransient);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
