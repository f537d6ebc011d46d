using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>Follows the first entry that begins in a scan through the segments that come. Not thread-safe.</summary>
/// <param name="runs">Takes those of its archive, from the first one of the entry on.</param>
internal sealed class EntryTrail(RunRecorder runs)
{
    private long _tarOffset;

    /// <summary>The segment that the entry begins with, good or damaged; null before it has come.</summary>
    public LocatedSegment? First { get; private set; }

    /// <summary>Whether all of the entry has come, in order.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Takes the next segment, whatever it is.</summary>
    public void Add(FoundSegment segment)
    {
        var marker = segment.Marker;
        if (First is null && marker.Kind == SegmentKind.Entry)
        {
            First = new LocatedSegment(segment.Offset, marker);
            _tarOffset = marker.TarOffset;
        }
        if (
            First is not { Marker: var first }
            || marker.Archive != first.Archive
            || marker.Sequence < first.Sequence
        )
        {
            return;
        }
        // Later entries as well: their segments tell which volumes there are.
        runs.Add(segment);
        if (segment.Defect == Defect.None && IsNext(first, marker))
        {
            _tarOffset += marker.VisibleLength;
            IsWhole = marker.Flags.HasFlag(SegmentFlags.EntryEnds);
        }
    }

    private bool IsNext(Marker first, Marker marker) =>
        marker.Kind is SegmentKind.Entry or SegmentKind.Continuation
        && marker.EntrySequence == first.Sequence
        && marker.TarOffset == _tarOffset;
}
