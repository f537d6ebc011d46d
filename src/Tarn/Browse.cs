using System.Runtime.CompilerServices;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn;

/// <summary>
/// Looks into one archive of a store, without restoring it: by its index, and where that cannot be read by all segments that
/// there are. Not thread-safe.
/// </summary>
public sealed class Browse : IDisposable
{
    private readonly IStore _store;
    private readonly ArchiveListing _archive;
    private readonly Journal _journal;
    private readonly IndexedContents _indexed;
    private StoredContents? _scanned;

    /// <summary>Looks into <paramref name="archive"/>.</summary>
    /// <param name="store">Where its volumes are.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="listener">Hears of parts of the index that cannot be read.</param>
    public Browse(IStore store, ArchiveListing archive, IListener? listener)
    {
        _store = store;
        _archive = archive;
        _journal = new Journal(listener);
        _indexed = new IndexedContents(store, archive, _journal);
    }

    /// <summary>
    /// Whether all that was needed so far of the index, or of what is left where that is lost, could be read; if not, what
    /// was not found may be in the archive all the same.
    /// </summary>
    public bool HasWholeIndex => _scanned?.Entries.IsWhole ?? _indexed.Entries.IsWhole;

    /// <summary>Entries at or beneath <paramref name="paths"/> (all if there are none), in archive order.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async IAsyncEnumerable<IndexEntry> ListAsync(
        IReadOnlyList<UnixPath> paths,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var last = new SegmentLocation(0, 0, -1, -1);
        await foreach (var (entry, _) in _indexed.Entries.ReadAsync(paths, ct))
        {
            if (IsIndexLost)
            {
                break;
            }
            last = entry.Location;
            yield return entry;
        }
        if (!IsIndexLost)
        {
            yield break;
        }
        var scanned = await ScanAsync(ct);
        await foreach (var (entry, _) in scanned.Entries.ReadAsync(paths, ct))
        {
            if (entry.Location.IsBehind(last))
            {
                yield return entry;
            }
        }
        scanned.ReportUnknown(_journal);
    }

    /// <inheritdoc/>
    public void Dispose() => _scanned?.Dispose();

    /// <summary>Nothing else is reported here.</summary>
    private bool IsIndexLost => _journal.Problems.Total > 0;

    private async Task<StoredContents> ScanAsync(CancellationToken ct) =>
        _scanned ??= await StoredContents.ScanAsync(_store, _archive, Workers.Of(null), _journal, ct);

    /// <summary>
    /// Writes the content of one file, of which every byte has been checked, to <paramref name="output"/>. Reads only
    /// the segments it is in.
    /// </summary>
    /// <exception cref="ArchiveNotFoundException">There is no such path, or it is no regular file.</exception>
    /// <exception cref="CorruptArchiveException">
    /// It is damaged, and what came out before is right, but not all; or it may be in a part of the index that is
    /// damaged or missing.
    /// </exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task CopyContentAsync(UnixPath path, Stream output, CancellationToken ct)
    {
        var entry = await FindAsync(path, ct);
        if (entry.Entry is Entry.HardLink link)
        {
            entry = await FindAsync(link.Target, ct);
        }
        if (entry.Entry is not Entry.File)
        {
            throw new ArchiveNotFoundException(
                $"{Printable.Quoted(path)} is no regular file in this archive: 'tarn ls -l' shows what it is"
            );
        }
        using var content = new ContentWriter(output, entry.Hash.Algorithm);
        await using var reader = _scanned?.OpenReader() ?? _indexed.OpenReader();
        await reader.ReadAsync(entry, content, ct);
        if (content.Hash != entry.Hash)
        {
            throw new CorruptArchiveException(
                $"{Printable.Quoted(path)}: its content does not match its hash",
                entry.Location.Volume,
                entry.Location.Offset,
                Defect.BadContent
            );
        }
    }

    private async Task<IndexEntry> FindAsync(UnixPath path, CancellationToken ct)
    {
        var found = _scanned is null ? await _indexed.Entries.FindAsync(path, ct) : null;
        if (found is null && IsIndexLost)
        {
            found = await (await ScanAsync(ct)).Entries.FindAsync(path, ct);
        }
        return found
            ?? throw (
                HasWholeIndex
                    ? new ArchiveNotFoundException(
                        $"{Printable.Quoted(path)} is not in this archive: 'tarn ls' shows what is"
                    )
                    : new CorruptArchiveException(
                        $"{Printable.Quoted(path)} is not in what is left of the index: it may be in what is missing or damaged",
                        volume: 0,
                        offset: 0,
                        _journal.Problems[ProblemKind.Missing] > 0 ? Defect.Missing : Defect.Truncated
                    )
            );
    }
}
