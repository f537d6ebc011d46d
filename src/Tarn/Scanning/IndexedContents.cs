using Tarn.Format.Index;
using Tarn.Format.Tar;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>An archive in a store, by its index.</summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
/// <param name="journal">Hears of slices of the index that cannot be read.</param>
internal sealed class IndexedContents(IStore store, ArchiveListing archive, Journal journal)
    : IArchiveContents
{
    /// <inheritdoc/>
    public IEntryList Entries { get; } = new IndexReader(store, archive, journal);

    /// <inheritdoc/>
    public bool MayLackEntries => false;

    /// <inheritdoc/>
    public IEntryReader OpenReader() => new EntryReader(store, archive);

    /// <inheritdoc/>
    public Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct) =>
        new EntryScan(store, archive).SalvageAsync(entry, handler, ct);
}
