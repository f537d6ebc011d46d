using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn;

/// <summary>Looks into one archive of a store, without restoring it.</summary>
public sealed class Browse
{
    private readonly IStore _store;
    private readonly ArchiveListing _archive;
    private readonly Journal _journal;
    private readonly IndexReader _index;

    /// <summary>Looks into <paramref name="archive"/>.</summary>
    /// <param name="store">Where its volumes are.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="listener">Hears of parts of the index that cannot be read.</param>
    public Browse(IStore store, ArchiveListing archive, IListener? listener)
    {
        _store = store;
        _archive = archive;
        _journal = new Journal(listener);
        _index = new IndexReader(store, archive, _journal);
    }

    /// <summary>
    /// Whether all of the index that was needed so far could be read; if not, what was not found may be in the archive
    /// all the same.
    /// </summary>
    public bool HasWholeIndex => _index.IsWhole;

    /// <summary>Entries at or beneath <paramref name="paths"/> (all if there are none), in archive order.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IAsyncEnumerable<IndexEntry> ListAsync(IReadOnlyList<UnixPath> paths, CancellationToken ct) =>
        _index.ReadAsync(paths, ct);

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
        await using var reader = new EntryReader(_store, _archive);
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
        if (await _index.FindAsync(path, ct) is { } entry)
        {
            return entry;
        }
        throw HasWholeIndex
            ? new ArchiveNotFoundException(
                $"{Printable.Quoted(path)} is not in this archive: 'tarn ls' shows what is"
            )
            : new CorruptArchiveException(
                $"{Printable.Quoted(path)} is not in what is left of the index: it may be in what is missing or damaged",
                volume: 0,
                offset: 0,
                _journal.Problems[ProblemKind.Missing] > 0 ? Defect.Missing : Defect.Truncated
            );
    }

    /// <summary>Passes content on and hashes it.</summary>
    private sealed class ContentWriter(Stream output, HashAlgorithm algorithm) : ITarHandler, IDisposable
    {
        private readonly ContentHasher _hasher = new(algorithm);

        public ContentHash Hash { get; private set; }

        public void Begin(Entry entry) => _hasher.Begin(entry);

        public void Hole(long length) => Zeros.Write(output, length);

        public void Content(ReadOnlySpan<byte> bytes)
        {
            output.Write(bytes);
            _hasher.Append(bytes);
        }

        public void End() => Hash = _hasher.Finish();

        public void Dispose() => _hasher.Dispose();
    }
}
