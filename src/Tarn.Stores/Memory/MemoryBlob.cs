namespace Tarn.Stores.Memory;

/// <summary>Bytes that never change.</summary>
internal sealed class MemoryBlob(ReadOnlyMemory<byte> bytes) : IBlob
{
    public long Length => bytes.Length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ct.ThrowIfCancellationRequested();
        var start = (int)Math.Min(offset, bytes.Length);
        var count = Math.Min(buffer.Length, bytes.Length - start);
        bytes.Slice(start, count).CopyTo(buffer);
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
