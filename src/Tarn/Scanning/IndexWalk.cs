using System.Runtime.CompilerServices;
using Tarn.Format.Index;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>Goes through the lines of an archive's index in their order, as far as they are there. Not thread-safe.</summary>
/// <param name="archive">The archive.</param>
internal sealed class IndexWalk(FoundArchive archive)
{
    /// <summary>The lines; each belongs behind the one before it.</summary>
    public async IAsyncEnumerable<WalkedLine> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var reader = archive.OpenReader();
        using var pieces = new WalkedPieces();
        var before = default(Marker?);
        var isAfterGap = false;
        SegmentLocation last = new(0, 0, -1, -1);
        await foreach (var place in archive.HeadsAsync(0, ct))
        {
            isAfterGap |= MayLackLines(before, place.Marker);
            before = place.Marker;
            if (!IsPiece(place.Marker))
            {
                continue;
            }
            var isGood = pieces.Take(place, await reader.SegmentAsync(place, ct), out var entries);
            foreach (var entry in entries.Where(entry => entry.Location.IsBehind(last)))
            {
                last = entry.Location;
                yield return new WalkedLine(entry, isAfterGap);
                isAfterGap = false;
            }
            isAfterGap |= !isGood;
        }
    }

    private static bool IsPiece(Marker marker) =>
        marker.Kind == SegmentKind.Index && !marker.Flags.HasFlag(SegmentFlags.Directory);

    /// <summary>Before a visible segment of the same volume there are only visible ones: the index comes behind them.</summary>
    private static bool MayLackLines(Marker? before, Marker next) =>
        next.Sequence != (before?.Sequence ?? -1) + 1
        && (
            before?.Volume != next.Volume
            || next.Kind is not (SegmentKind.Entry or SegmentKind.Continuation or SegmentKind.End)
        );
}
