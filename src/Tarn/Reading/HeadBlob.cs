using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>A blob whose first bytes have been read already, and are not read again. Leaves the blob open.</summary>
/// <param name="inner">The blob; stays the caller's.</param>
/// <param name="head">Its first bytes.</param>
internal sealed class HeadBlob(IBlob inner, ReadOnlyMemory<byte> head) : IBlob
{
    /// <inheritdoc/>
    public long Length => inner.Length;

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        if (offset + buffer.Length > head.Length)
        {
            return inner.ReadAsync(offset, buffer, ct);
        }
        head.Slice((int)offset, buffer.Length).CopyTo(buffer);
        return ValueTask.FromResult(buffer.Length);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
