namespace Tarn.Stores;

/// <summary>
/// Named blobs, kept. Every store, whatever it is made of, gives these guarantees, and the contract tests hold each of
/// them to it:
/// <list type="bullet">
/// <item>Whole or not at all: a blob is seen under its name with every byte that was written to it, or is not seen.
/// A writer that was not committed, whose process was killed, or whose machine lost power leaves no blob.</item>
/// <item>Never replaces: committing under a name that is taken fails and keeps the old blob, also when two writers
/// race for the name. Blobs do not change.</item>
/// <item>Durable once committed: when the commit has returned, blob and name survive a power cut.</item>
/// <item>Seen at once: after the commit, listing and opening find the blob.</item>
/// <item>Names are as <see cref="IBlobSink.CreateAsync"/> takes them, and mean nothing to the store. What else lies in
/// the place (temporary files, subdirectories) is neither listed nor opened.</item>
/// </list>
/// Safe for use by many threads.
/// </summary>
public interface IStore : IBlobSink
{
    /// <summary>Every committed blob, sorted by name (ordinal).</summary>
    /// <exception cref="StoreException">The place could not be listed.</exception>
    IAsyncEnumerable<BlobListing> ListAsync(CancellationToken ct);

    /// <summary>The blob of that name, for reading. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">No blob can have that name.</exception>
    /// <exception cref="StoreException">There is no such blob, or it cannot be read.</exception>
    ValueTask<IBlob> OpenAsync(string name, CancellationToken ct);
}
