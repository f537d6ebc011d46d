namespace Tarn.Stores.Wrappers;

/// <summary>
/// Counts what is asked of <paramref name="store"/>: the proof that an operation reads the bytes it needs and no
/// others. Does not own the store. Safe for use by many threads.
/// </summary>
public sealed class CountingStore(IStore store) : IStore
{
    private readonly StoreCounts _counts = new();

    /// <summary>Listings begun.</summary>
    public long Lists => _counts.Lists;

    /// <summary>Blobs opened for reading.</summary>
    public long Opens => _counts.Opens;

    /// <summary>Reads of opened blobs, also those at the end that gave nothing.</summary>
    public long Reads => _counts.Reads;

    /// <summary>Bytes those reads gave.</summary>
    public long BytesRead => _counts.BytesRead;

    /// <summary>Writers made.</summary>
    public long Creates => _counts.Creates;

    /// <summary>Bytes handed to those writers, committed later or not.</summary>
    public long BytesWritten => _counts.BytesWritten;

    /// <summary>Commits that succeeded.</summary>
    public long Commits => _counts.Commits;

    /// <inheritdoc/>
    public async ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct)
    {
        var writer = await store.CreateAsync(name, ct);
        _counts.AddCreate();
        return new CountingBlobWriter(writer, _counts);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BlobListing> ListAsync(CancellationToken ct)
    {
        _counts.AddList();
        return store.ListAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask<IBlob> OpenAsync(string name, CancellationToken ct)
    {
        var blob = await store.OpenAsync(name, ct);
        _counts.AddOpen();
        return new CountingBlob(blob, _counts);
    }
}
