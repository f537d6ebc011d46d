using System.Collections.Concurrent;

namespace Tarn.Stores.Memory;

/// <summary>A store that lives as long as the process: for tests, and for programs that move the blobs elsewhere.</summary>
public sealed class MemoryStore : IStore
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct)
    {
        BlobName.ThrowIfBad(name);
        ct.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IBlobWriter>(new MemoryBlobWriter(this, name));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BlobListing> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return _blobs
            .Select(blob => new BlobListing(blob.Key, blob.Value.Length))
            .OrderBy(blob => blob.Name, StringComparer.Ordinal)
            .ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public ValueTask<IBlob> OpenAsync(string name, CancellationToken ct)
    {
        BlobName.ThrowIfUnusable(name);
        ct.ThrowIfCancellationRequested();
        return _blobs.TryGetValue(name, out var bytes)
            ? ValueTask.FromResult<IBlob>(new MemoryBlob(bytes))
            : throw new StoreException(
                name,
                $"There is no '{name}' in memory: list the store to see what it has."
            );
    }

    internal void Publish(string name, ReadOnlyMemory<byte> bytes)
    {
        if (!_blobs.TryAdd(name, bytes))
        {
            throw new StoreException(
                name,
                $"Memory has a '{name}' already, which was kept: choose another name for the new one."
            );
        }
    }
}
