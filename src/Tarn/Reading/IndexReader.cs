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
internal sealed class IndexReader(IStore store, ArchiveListing archive, Journal journal) : IEntryList
{
    private readonly VolumeSearch _search = new(store, archive);

    private IEnumerable<int> AllNumbers => Enumerable.Range(1, archive.LastNumber);

    /// <inheritdoc/>
    public bool IsWhole { get; private set; } = true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedEntry> ReadAsync(
        IReadOnlyList<UnixPath> paths,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var wanted = new PathSelection(paths);
        var numbers = wanted.IsEverything ? AllNumbers : await _search.NumbersAsync(wanted.Paths, ct);
        var last = 0;
        foreach (var number in numbers)
        {
            last = number;
            if (FindVolume(number) is not { End: { IndexOffset: > 0 } end } volume)
            {
                continue;
            }
            await using var slice = await IndexSlice.OpenAsync(store, volume, end, ct);
            await foreach (var entry in ReadSliceAsync(slice, wanted, ct))
            {
                yield return new ListedEntry(entry);
            }
        }
        if (!archive.HasLast && last == archive.LastNumber)
        {
            Report(
                ProblemKind.Missing,
                $"the archive is incomplete: what came after volume {last} is missing"
            );
        }
    }

    /// <inheritdoc/>
    public async Task<IndexEntry?> FindAsync(UnixPath path, CancellationToken ct)
    {
        await foreach (var entry in ReadAsync([path], ct))
        {
            if (entry.Entry.Entry.Path == path)
            {
                return entry.Entry;
            }
        }
        return null;
    }

    /// <summary>The volume, if it is there and its index can be found; otherwise that is reported.</summary>
    private VolumeListing? FindVolume(int number)
    {
        var volume = archive.Volume(number);
        if (volume is null)
        {
            var what = $"volume {number} is missing, and with it the index of what ends in it";
            Report(ProblemKind.Missing, what);
        }
        else if (volume.End is null)
        {
            var what = $"volume {number} ({volume.Name}) has no readable end, so its index cannot be found";
            Report(ProblemKind.Damaged, what);
        }
        return volume;
    }

    private async IAsyncEnumerable<IndexEntry> ReadSliceAsync(
        IndexSlice slice,
        PathSelection wanted,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        foreach (var offset in await PiecesAsync(slice, wanted, ct))
        {
            foreach (var entry in await EntriesAsync(slice, offset, ct))
            {
                if (wanted.Contains(entry.Entry.Path))
                {
                    yield return entry;
                }
            }
        }
    }

    private async Task<IReadOnlyList<long>> PiecesAsync(
        IndexSlice slice,
        PathSelection wanted,
        CancellationToken ct
    )
    {
        try
        {
            return await slice.PiecesAsync(wanted, ct);
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

    private void Report(ProblemKind kind, string message)
    {
        IsWhole = false;
        journal.Report(new Problem(kind, default, message));
    }
}
