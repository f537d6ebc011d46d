namespace Tarn.Stores;

/// <summary>A committed blob, opened for reading at any place. Several callers may read at once.</summary>
public interface IBlob : IAsyncDisposable
{
    /// <summary>The number of bytes.</summary>
    long Length { get; }

    /// <summary>
    /// Reads from byte <paramref name="offset"/> on until <paramref name="buffer"/> is full or the blob ends, and says
    /// how many bytes that were: fewer than asked for only at the end, 0 at and past it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="offset"/> is negative.</exception>
    /// <exception cref="StoreException">The place could not deliver what it has.</exception>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct);
}
