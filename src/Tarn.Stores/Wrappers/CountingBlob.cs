namespace Tarn.Stores.Wrappers;

/// <summary>Counts the reads of a blob, which it owns.</summary>
internal sealed class CountingBlob(IBlob blob, StoreCounts counts) : IBlob
{
    public long Length => blob.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        var count = await blob.ReadAsync(offset, buffer, ct);
        counts.AddRead(count);
        return count;
    }

    public ValueTask DisposeAsync() => blob.DisposeAsync();
}
