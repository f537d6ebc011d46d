namespace Tarn.Stores;

/// <summary>
/// A blob being written, front to back. It appears whole under its name when it is committed, or not at all: disposed
/// without that, it leaves nothing behind. One caller at a time; different writers are independent.
/// </summary>
public interface IBlobWriter : IAsyncDisposable
{
    /// <summary>Appends <paramref name="bytes"/>, which may be reused as soon as this is done.</summary>
    /// <exception cref="StoreException">They could not be kept: only disposing is left to do.</exception>
    /// <exception cref="InvalidOperationException">A commit was tried before.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>
    /// Makes the blob visible and durable. Once it has returned, the bytes survive a power cut. Where it throws, the
    /// blob is not there, except when the answer of the place itself was lost on the way (a transient
    /// <see cref="StoreException"/>): then it is there whole or not at all. Called at most once.
    /// </summary>
    /// <exception cref="StoreException">The name is taken (the blob that has it is untouched), or the place said no.</exception>
    /// <exception cref="InvalidOperationException">A commit was tried before.</exception>
    ValueTask CommitAsync(CancellationToken ct);
}
