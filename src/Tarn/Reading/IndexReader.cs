using System.Runtime.CompilerServices;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>Reads an archive's index from its volumes: all of it, or only the pieces that can hold some paths.</summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
/// <param name="journal">Hears of slices that cannot be read.</param>
internal sealed class IndexReader(IStore store, ArchiveListing archive, Journal journal)
{
    /// <summary>Entries at or beneath <paramref name="paths"/> (all if there are none), in archive order.</summary>
    public async IAsyncEnumerable<IndexEntry> ReadAsync(
        IReadOnlyList<UnixPath> paths,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var number = 1; number <= archive.LastNumber; number++)
        {
            if (archive.Volume(number) is not { } volume)
            {
                Report(
                    ProblemKind.Missing,
                    $"volume {number} is missing, and with it the index of what ends in it"
                );
                continue;
            }
            if (volume.End is not { } end)
            {
                Report(
                    ProblemKind.Damaged,
                    $"volume {number} ({volume.Name}) has no readable end, so its index cannot be found"
                );
                continue;
            }
            if (end.IndexOffset == 0)
            {
                continue;
            }
            await using var slice = new IndexSlice(
                new SegmentReader(volume, await store.OpenAsync(volume.Name, ct)),
                end
            );
            await foreach (var entry in ReadSliceAsync(slice, paths, ct))
            {
                yield return entry;
            }
        }
        if (!archive.HasLast)
        {
            Report(
                ProblemKind.Missing,
                $"the archive is incomplete: the volumes after number {archive.LastNumber} are missing"
            );
        }
    }

    /// <summary>The entry of exactly that path; null if there is none.</summary>
    public async Task<IndexEntry?> FindAsync(UnixPath path, CancellationToken ct)
    {
        await foreach (var entry in ReadAsync([path], ct))
        {
            if (entry.Entry.Path == path)
            {
                return entry;
            }
        }
        return null;
    }

    private async IAsyncEnumerable<IndexEntry> ReadSliceAsync(
        IndexSlice slice,
        IReadOnlyList<UnixPath> paths,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var offset in await PiecesAsync(slice, paths, ct))
        {
            foreach (var entry in await EntriesAsync(slice, offset, ct))
            {
                if (paths.Count == 0 || paths.Any(entry.Entry.Path.IsWithin))
                {
                    yield return entry;
                }
            }
        }
    }

    private async Task<IReadOnlyList<long>> PiecesAsync(
        IndexSlice slice,
        IReadOnlyList<UnixPath> paths,
        CancellationToken ct
    )
    {
        try
        {
            return await slice.PiecesAsync(paths, ct);
        }
        catch (CorruptArchiveException failure)
        {
            Report(ProblemKind.Damaged, $"{failure.Message}; the index of that volume cannot be read");
            return [];
        }
    }

    private async Task<IReadOnlyList<IndexEntry>> EntriesAsync(
        IndexSlice slice,
        long offset,
        CancellationToken ct
    )
    {
        try
        {
            return await slice.EntriesAsync(offset, ct);
        }
        catch (CorruptArchiveException failure)
        {
            Report(ProblemKind.Damaged, $"{failure.Message}; that piece of the index cannot be read");
            return [];
        }
    }

    private void Report(ProblemKind kind, string message) =>
        journal.Report(new Problem(kind, default, message));
}
