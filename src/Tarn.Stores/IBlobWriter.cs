namespace Tarn.Stores;

/// <summary>
/// A blob being written, front to back. It appears whole under its name when it is committed, or not at all: disposed
/// without that, it leaves nothing behind. One caller at a time; different writers are independent.
/// </summary>
public interface IBlobWriter : IAsyncDisposable
{
    /// <summary>Appends <paramref name="bytes"/>, which may be reused as soon as this is done.</summary>
    /// <exception cref="StoreException">They could not be kept: only disposing is left to do.</exception>
    /// <exception cref="InvalidOperationException">It is over: after a commit, a failure, or disposing.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>
    /// Makes the blob visible and durable: once it has returned, the bytes survive a power cut. Where it throws, nothing
    /// else has changed, and the blob is not there; only if the place broke in the very act may it be there, whole.
    /// </summary>
    /// <exception cref="StoreException">The name is taken (the blob that has it stays), or the place said no.</exception>
    /// <exception cref="InvalidOperationException">It is over: after a commit, a failure, or disposing.</exception>
    ValueTask CommitAsync(CancellationToken ct);
}
