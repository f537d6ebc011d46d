using Tarn.Stores;

namespace Tarn.Tests.Operations;

/// <summary>A store whose n-th call fails, counting from 1; every call that changes or reads something counts.</summary>
internal sealed class FailingStore(IStore inner, int failsAt) : IStore
{
    private int _calls;

    public bool HasFailed => _calls >= failsAt;

    public IAsyncEnumerable<BlobListing> ListAsync(CancellationToken ct)
    {
        Count("list");
        return inner.ListAsync(ct);
    }

    public ValueTask<IBlob> OpenAsync(string name, CancellationToken ct)
    {
        Count(name);
        return inner.OpenAsync(name, ct);
    }

    public async ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct)
    {
        Count(name);
        return new Writer(this, name, await inner.CreateAsync(name, ct));
    }

    private void Count(string name)
    {
        if (Interlocked.Increment(ref _calls) == failsAt)
        {
            throw new StoreException(name, "the disk is full");
        }
    }

    private sealed class Writer(FailingStore store, string name, IBlobWriter inner) : IBlobWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            store.Count(name);
            return inner.WriteAsync(bytes, ct);
        }

        public ValueTask CommitAsync(CancellationToken ct)
        {
            store.Count(name);
            return inner.CommitAsync(ct);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
