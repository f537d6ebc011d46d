using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>
/// Finds out whether all of an archive's index can be read, by the checks of its segments, before anybody relies on it.
/// </summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
/// <param name="journal">Hears what cannot.</param>
internal sealed class IndexCheck(IStore store, ArchiveListing archive, Journal journal)
{
    /// <summary>Whether it can; if not, everything that is amiss has been reported.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task<bool> IsWholeAsync(CancellationToken ct)
    {
        var isWhole = true;
        foreach (var number in archive.MissingNumbers)
        {
            Report(
                ProblemKind.Missing,
                $"volume {number} is missing, and with it the index of what ends in it"
            );
            isWhole = false;
        }
        foreach (var volume in archive.Volumes)
        {
            isWhole &= await IsWholeAsync(volume, ct);
        }
        if (!archive.HasLast && archive.Volume(archive.LastNumber)?.End is not null)
        {
            var what = $"the archive is incomplete: what came after volume {archive.LastNumber} is missing";
            Report(ProblemKind.Missing, what);
            isWhole = false;
        }
        return isWhole;
    }

    private async Task<bool> IsWholeAsync(VolumeListing volume, CancellationToken ct)
    {
        if (volume.End is not { } end)
        {
            var what =
                $"volume {volume.Number} ({volume.Name}) has no readable end, so its index cannot be found";
            Report(ProblemKind.Damaged, what);
            return false;
        }
        if (volume.Start is null)
        {
            Report(ProblemKind.Damaged, $"volume {volume.Number} ({volume.Name}) has no readable start");
        }
        if (end.IndexOffset == 0)
        {
            return true;
        }
        try
        {
            await using var reader = new SegmentReader(volume, await store.OpenAsync(volume.Name, ct));
            for (var offset = end.IndexOffset; offset < end.Offset; )
            {
                offset = await NextAsync(reader, offset, ct);
            }
            return true;
        }
        catch (CorruptArchiveException failure)
        {
            Report(ProblemKind.Damaged, $"{failure.Message}; the index of that volume cannot be read wholly");
            return false;
        }
    }

    private static async Task<long> NextAsync(SegmentReader reader, long offset, CancellationToken ct)
    {
        var (marker, bytes) = await reader.ReadAsync(offset, ct);
        if (marker.Kind != SegmentKind.Index)
        {
            throw reader.Corrupt(offset, Defect.OutOfSequence);
        }
        return reader.Volume.Framing.TryReadHidden(marker, bytes, out _, out var defect)
            ? offset + marker.StoredLength
            : throw reader.Corrupt(offset, defect);
    }

    private void Report(ProblemKind kind, string message) =>
        journal.Report(new Problem(kind, default, message));
}
