using System.Runtime.CompilerServices;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Linux.Spill;
using Tarn.Reading;
using Tarn.Scanning;
using Tarn.Stores;

namespace Tarn;

/// <summary>
/// Looks at one file or disk, or at a part of it, from its beginning on: which segment comes next, and which entry. Believes
/// nothing but checked segments. Not thread-safe.
/// </summary>
/// <param name="input">The file or disk.</param>
public sealed class Inspect(ScanInput input)
{
    /// <summary>How many segments were passed over, the last time, since they are damaged.</summary>
    public long DamagedSegments { get; private set; }

    /// <summary>A format version of segments that were passed over, since it is not known here; 0 if there were none.</summary>
    public int OtherVersion { get; private set; }

    /// <summary>The first segment of which every byte can be trusted; null if there is none.</summary>
    /// <exception cref="StoreException">The input cannot be opened or read.</exception>
    public async Task<LocatedSegment?> FindSegmentAsync(CancellationToken ct)
    {
        DamagedSegments = 0;
        await foreach (var segment in ScanAsync(ct))
        {
            if (segment.Defect == Defect.None)
            {
                return new LocatedSegment(segment.Offset, segment.Marker);
            }
            DamagedSegments++;
        }
        return null;
    }

    /// <summary>
    /// Writes the content of the first entry that begins there, each segment of it once that has been checked. Anything but
    /// a regular file has none, and is only checked. What is missing of it is looked for up to the end.
    /// </summary>
    /// <param name="output">Takes the content.</param>
    /// <param name="show">Hears which entry it is, before its content comes.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether any entry begins there.</returns>
    /// <exception cref="CorruptArchiveException">
    /// It is damaged, or goes on in a volume that is not there: what came out before is right, but not all.
    /// </exception>
    /// <exception cref="StoreException">The input cannot be opened or read.</exception>
    public async Task<bool> CopyEntryAsync(Stream output, Action<LocatedEntry> show, CancellationToken ct)
    {
        using var sorter = new SpillSorter();
        if (await FollowEntryAsync(sorter, ct) is not { } first)
        {
            return false;
        }
        using var findings = Findings.Of([input], sorter);
        var archive = findings.Find(first.Marker.Archive);
        var pieces = await new PieceWalk(archive).ReadAsync(ct).FirstAsync(ct);
        await using var headers = new HeaderReader(archive);
        var entries = await headers.ReadAsync(pieces, ct);
        if (entries.Count == 0)
        {
            throw Damaged(first, Defect.BadContent);
        }
        var (entry, tarOffset) = entries[0];
        show(new LocatedEntry(first, entry, entries.Count - 1));
        var located = new IndexEntry(entry, default, default, EntryFlags.None, pieces.LocationOf(tarOffset));
        using var content = new ContentWriter(output, HashAlgorithm.None);
        await using var reader = new FoundEntryReader(archive);
        await reader.ReadAsync(located, content, ct);
        return true;
    }

    /// <summary>Finds the segments of the first entry, sorted; null if none begins.</summary>
    private async Task<LocatedSegment?> FollowEntryAsync(SpillSorter sorter, CancellationToken ct)
    {
        var runs = new RunRecorder(sorter);
        runs.BeginInput();
        var trail = new EntryTrail(runs);
        await foreach (var segment in ScanAsync(ct))
        {
            trail.Add(segment);
            if (segment.Defect != Defect.None && trail.First is { } begin && begin.Offset == segment.Offset)
            {
                throw Damaged(begin, segment.Defect);
            }
            if (trail.IsWhole)
            {
                break;
            }
        }
        runs.Complete();
        sorter.Sort();
        return trail.First;
    }

    private async IAsyncEnumerable<FoundSegment> ScanAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var pool = new CheckerPool(Workers.Of(null), isChecked: null, ct);
        await using var blob = await input.Open(ct);
        var scan = new SegmentScan(blob, pool);
        await foreach (var segment in scan.ReadAsync(input.From, input.To, ct))
        {
            OtherVersion = scan.OtherVersion;
            yield return segment;
        }
        OtherVersion = scan.OtherVersion;
    }

    private CorruptArchiveException Damaged(LocatedSegment first, Defect defect) =>
        new(
            $"'{input.Name}' at byte {first.Offset}: the entry that begins there (archive {first.Marker.Archive}, sequence "
                + $"{first.Marker.Sequence}) is damaged: 'tarn rescue' with --into brings back what is left of it",
            first.Marker.Volume,
            first.Offset,
            defect
        );
}
