using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Linux.Spill;
using Tarn.Reading;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>Finds what there is of one entry whose place the index tells, by a scan from there on.</summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
internal sealed class EntryScan(IStore store, ArchiveListing archive)
{
    private readonly List<ScanInput> _inputs = [];

    /// <summary>As <see cref="IArchiveContents.SalvageAsync"/>.</summary>
    public async Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct)
    {
        using var sorter = new SpillSorter();
        await ScanAsync(entry.Location, sorter, ct);
        using var findings = Findings.Of(_inputs, sorter);
        var found = findings.Find(archive.Id);
        await foreach (var pieces in new PieceWalk(found).ReadAsync(ct))
        {
            if (pieces.Sequence == entry.Location.Sequence)
            {
                await using var reader = new FoundEntryReader(found);
                var located = entry with { Location = pieces.LocationOf(entry.Location.TarOffset) };
                return await reader.SalvageAsync(located, handler, ct);
            }
        }
        return false;
    }

    /// <summary>From the entry's place on, until another entry begins.</summary>
    private async Task ScanAsync(SegmentLocation from, SpillSorter sorter, CancellationToken ct)
    {
        var recorder = new RunRecorder(sorter);
        await using var pool = new CheckerPool(workers: 1, isChecked: null, ct);
        var offset = from.Offset;
        foreach (var volume in archive.Volumes.Where(volume => volume.Number >= from.Volume))
        {
            _inputs.Add(ScanInput.Of(store, volume.Name));
            await using var blob = await store.OpenAsync(volume.Name, ct);
            recorder.BeginInput();
            await foreach (
                var segment in new SegmentScan(blob, pool).ReadAsync(
                    volume.Number == from.Volume ? offset : 0,
                    blob.Length,
                    ct
                )
            )
            {
                if (IsBehind(segment, from))
                {
                    recorder.Complete();
                    sorter.Sort();
                    return;
                }
                recorder.Add(segment);
            }
        }
        recorder.Complete();
        sorter.Sort();
    }

    private bool IsBehind(FoundSegment segment, SegmentLocation from) =>
        segment.Defect == Defect.None
        && segment.Marker.Archive == archive.Id
        && segment.Marker.Sequence > from.Sequence
        && segment.Marker.Kind is SegmentKind.Entry or SegmentKind.End;
}
