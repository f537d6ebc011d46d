using Tarn.Stores;
using Tarn.Stores.Pipe;
using Xunit;

namespace Tarn.Tests.Stores;

public sealed class PipeSinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blobs_follow_each_other_and_the_stream_stays_open()
    {
        await using var stream = new MemoryStream();
        var sink = new PipeSink(stream);
        await Put(sink, "a", 1, 2);
        await Put(sink, "b");
        await Put(sink, "c", 3);
        Assert.Equal([1, 2, 3], stream.ToArray());
        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task A_commit_flushes()
    {
        await using var under = new MemoryStream();
        await using var buffered = new BufferedStream(under, 4096);
        await Put(new PipeSink(buffered), "a", 1, 2, 3);
        Assert.Equal([1, 2, 3], under.ToArray());
    }

    [Fact]
    public async Task One_blob_at_a_time()
    {
        var sink = new PipeSink(new MemoryStream());
        await using var writer = await sink.CreateAsync("a", Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await sink.CreateAsync("b", Ct));
    }

    [Fact]
    public async Task Nothing_follows_a_blob_that_was_cut_off()
    {
        var sink = new PipeSink(new MemoryStream());
        await using (var writer = await sink.CreateAsync("a", Ct))
        {
            await writer.WriteAsync(new byte[1], Ct);
        }
        var error = await Assert.ThrowsAsync<StoreException>(async () => await sink.CreateAsync("b", Ct));
        Assert.Equal("b", error.Key);
    }

    [Fact]
    public async Task A_blob_given_up_before_its_first_byte_leaves_the_pipe_usable()
    {
        await using var stream = new MemoryStream();
        var sink = new PipeSink(stream);
        await using (await sink.CreateAsync("a", Ct)) { }
        await Put(sink, "b", 1);
        Assert.Equal([1], stream.ToArray());
    }

    [Fact]
    public async Task A_reader_that_went_away_is_a_store_exception()
    {
        var sink = new PipeSink(new ClosedPipe());
        await using var writer = await sink.CreateAsync("a", Ct);
        var error = await Assert.ThrowsAsync<StoreException>(async () =>
            await writer.WriteAsync(new byte[1], Ct)
        );
        Assert.Equal("a", error.Key);
        Assert.False(error.IsTransient);
        Assert.IsType<IOException>(error.InnerException);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.CommitAsync(Ct));
    }

    [Fact]
    public async Task A_writer_is_over_after_its_commit()
    {
        await using var writer = await new PipeSink(new MemoryStream()).CreateAsync("a", Ct);
        await writer.CommitAsync(Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await writer.WriteAsync(new byte[1], Ct)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.CommitAsync(Ct));
    }

    [Fact]
    public async Task Refuses_names_no_store_would_take() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await new PipeSink(new MemoryStream()).CreateAsync("a/b", Ct)
        );

    private static async Task Put(PipeSink sink, string name, params byte[] bytes)
    {
        await using var writer = await sink.CreateAsync(name, Ct);
        await writer.WriteAsync(bytes, Ct);
        await writer.CommitAsync(Ct);
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        ) => throw new IOException("Broken pipe");
    }
}
