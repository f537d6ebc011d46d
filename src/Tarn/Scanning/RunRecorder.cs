using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Linux.Spill;

namespace Tarn.Scanning;

/// <summary>Puts the good segments of a scan together to runs. Not thread-safe.</summary>
/// <remarks>
/// A volume can be content of another archive, stored as it is. Where a segment around it is lost, its own segments come to
/// light. They lie between two segments of the outer volume, of which those in between are missing or damaged: such runs
/// are marked as inside, and whoever puts archives together can tell a volume that was backed up from one that was mixed in.
/// </remarks>
/// <param name="runs">Takes the runs.</param>
internal sealed class RunRecorder(SpillSorter runs)
{
    /// <summary>Most runs that wait until it is known whether they are inside: some hundred KiB.</summary>
    private const int MaxWaiting = 4096;

    private readonly List<SegmentRun> _waiting = [];
    private readonly byte[] _bytes = new byte[SegmentRun.Size];
    private int _input = -1;
    private SegmentRun? _run;
    private Marker? _outer;
    private bool _isOuterDamaged;

    /// <summary>The segments of the next input follow.</summary>
    public void BeginInput()
    {
        Complete();
        _input++;
    }

    /// <summary>The next segment of the input, good or damaged.</summary>
    public void Add(FoundSegment segment)
    {
        var marker = segment.Marker;
        if (_outer is null)
        {
            // What came before is not within what begins here.
            FinishRun();
        }
        var isOuter =
            _outer is not { } outer || (marker.Archive == outer.Archive && marker.Volume == outer.Volume);
        if (isOuter)
        {
            FollowOuter(segment);
        }
        if (segment.Defect != Defect.None)
        {
            FinishRun();
        }
        else if (_run is { } run && IsNext(run, segment))
        {
            _run = run with { LastSequence = marker.Sequence, End = segment.End };
        }
        else
        {
            FinishRun();
            _run = new SegmentRun(
                marker.Archive,
                marker.Sequence,
                marker.Sequence,
                _input,
                segment.Offset,
                segment.End,
                marker.Volume,
                segment.Head.Framing.Codec,
                IsInside: false
            );
        }
    }

    /// <summary>No more segments follow.</summary>
    public void Complete()
    {
        FinishRun();
        Release(areInside: false);
        _outer = null;
    }

    private static bool IsNext(SegmentRun run, FoundSegment segment) =>
        segment.Offset == run.End
        && segment.Marker.Archive == run.Archive
        && segment.Marker.Sequence == run.LastSequence + 1
        && segment.Marker.Volume == run.Volume
        && segment.Head.Framing.Codec == run.Codec;

    private void FollowOuter(FoundSegment segment)
    {
        var marker = segment.Marker;
        if (_waiting.Count > 0 || (_run is { } run && IsForeign(run)))
        {
            FinishRun();
            Release(
                areInside: _outer is { } before
                    && marker.Sequence > before.Sequence
                    && (_isOuterDamaged || marker.Sequence > before.Sequence + 1)
            );
        }
        _outer = marker.Kind == SegmentKind.VolumeEnd ? null : marker;
        _isOuterDamaged = segment.Defect != Defect.None;
    }

    private bool IsForeign(SegmentRun run) =>
        _outer is { } outer && (run.Archive != outer.Archive || run.Volume != outer.Volume);

    private void FinishRun()
    {
        if (_run is not { } run)
        {
            return;
        }
        _run = null;
        if (!IsForeign(run))
        {
            Write(run);
            return;
        }
        if (_waiting.Count == MaxWaiting)
        {
            Release(areInside: false);
        }
        _waiting.Add(run);
    }

    private void Release(bool areInside)
    {
        foreach (var run in _waiting)
        {
            Write(run with { IsInside = areInside });
        }
        _waiting.Clear();
    }

    private void Write(SegmentRun run)
    {
        run.WriteTo(_bytes);
        runs.Add(_bytes);
    }
}
