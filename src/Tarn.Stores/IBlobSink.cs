namespace Tarn.Stores;

/// <summary>Somewhere blobs can be put, one name each: a store, or a pipe that nobody can list or read again.</summary>
public interface IBlobSink
{
    /// <summary>
    /// A writer of a new blob, which stays unseen until it is committed. Whether the name is taken is found out at
    /// <see cref="IBlobWriter.CommitAsync"/>. The caller disposes the writer.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The name is empty, begins with a dot, holds a slash, a NUL or half a surrogate pair, or has more than 200
    /// bytes of UTF-8.
    /// </exception>
    /// <exception cref="StoreException">The place cannot be written to.</exception>
    ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct);
}
