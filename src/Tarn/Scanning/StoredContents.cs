using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Tar;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>
/// An archive in a store: by its index, or, if that cannot be read wholly, by all segments that a scan finds of it.
/// </summary>
internal sealed class StoredContents : IArchiveContents, IDisposable
{
    private readonly IArchiveContents _inner;
    private readonly Findings? _findings;

    private StoredContents(IArchiveContents inner, Findings? findings)
    {
        _inner = inner;
        _findings = findings;
    }

    /// <inheritdoc/>
    public IEntryList Entries => _inner.Entries;

    /// <inheritdoc/>
    public bool MayLackEntries => _inner.MayLackEntries;

    /// <summary>Looks whether the index is whole, as far as it is needed, and scans if it is not.</summary>
    /// <param name="store">Where the volumes are.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="paths">What is needed: what lies at and beneath them; everything if there are none.</param>
    /// <param name="workers">How many segments a scan checks at a time.</param>
    /// <param name="journal">Hears what is amiss.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<StoredContents> OpenAsync(
        IStore store,
        ArchiveListing archive,
        IReadOnlyList<UnixPath> paths,
        int workers,
        Journal journal,
        CancellationToken ct
    ) =>
        await IsWholeAsync(store, archive, paths, journal, ct)
            ? new StoredContents(new IndexedContents(store, archive, journal), findings: null)
            : await ScanAsync(store, archive, workers, journal, ct);

    /// <summary>By a scan, whether the index is whole or not.</summary>
    public static async Task<StoredContents> ScanAsync(
        IStore store,
        ArchiveListing archive,
        int workers,
        Journal journal,
        CancellationToken ct
    )
    {
        var inputs = ScanInput.Of(store, archive);
        var findings = await Findings.ScanAsync(inputs, workers, isChecked: null, see: null, journal, ct);
        return new StoredContents(new FoundContents(findings.Find(archive.Id)), findings);
    }

    /// <summary>Says how many entries are lost whose names nobody knows; once all entries were read.</summary>
    public void ReportUnknown(Journal journal)
    {
        if (_inner is FoundContents found)
        {
            found.ReportUnknown(journal);
        }
    }

    private static async Task<bool> IsWholeAsync(
        IStore store,
        ArchiveListing archive,
        IReadOnlyList<UnixPath> paths,
        Journal journal,
        CancellationToken ct
    )
    {
        if (paths.Count == 0)
        {
            return await new IndexCheck(store, archive, journal).IsWholeAsync(ct);
        }
        // A few pieces of it: they are read twice, and the rest is not.
        var index = new IndexReader(store, archive, journal);
        await foreach (var _ in index.ReadAsync(paths, ct))
        {
            if (!index.IsWhole)
            {
                break;
            }
        }
        return index.IsWhole;
    }

    /// <inheritdoc/>
    public IEntryReader OpenReader() => _inner.OpenReader();

    /// <inheritdoc/>
    public Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct) =>
        _inner.SalvageAsync(entry, handler, ct);

    /// <inheritdoc/>
    public void Dispose() => _findings?.Dispose();
}
