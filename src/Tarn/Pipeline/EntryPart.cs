using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Results;

namespace Tarn.Pipeline;

/// <summary>One segment's share of an entry that is longer than a segment, read already, to be compressed.</summary>
internal sealed class EntryPart : BackupWork
{
    private readonly PooledBuffer _visible;
    private readonly PooledBuffer _body = new();

    /// <summary>Takes ownership of <paramref name="visible"/>, the tar stream of this part.</summary>
    public EntryPart(PooledBuffer visible) => _visible = visible;

    /// <summary>The entry; without attributes, which are in the tar stream.</summary>
    public required Entry Entry { get; init; }

    /// <summary>Set on the entry's first part: how long the whole will be.</summary>
    public EntryExtent? Extent { get; init; }

    /// <summary>Set on the entry's last part: what the index will say.</summary>
    public StoredEntry? Stored { get; init; }

    /// <summary>Set on the last part if it did not come out whole.</summary>
    public Problem? Problem { get; init; }

    /// <inheritdoc/>
    public override void AppendTo(ArchiveWriter archive, Journal journal, BackupTally tally)
    {
        if (tally.FindDangling(Entry) is { } dangling)
        {
            if (Extent is not null)
            {
                journal.Report(dangling);
            }
            return;
        }
        var flags = Stored is null
            ? SegmentFlags.None
            : SegmentFlags.EntryEnds | ChangeReport.ToMarker(Stored.Flags);
        var segment = new EncodedSegment(_visible.Length, _body.Memory, flags);
        if (Extent is not null)
        {
            archive.BeginEntry(Extent, segment);
        }
        else
        {
            archive.ContinueEntry(segment);
        }
        if (Stored is not null)
        {
            archive.EndEntry([Stored]);
            tally.Add(Stored.Entry);
        }
        else
        {
            tally.AddPart(Entry.Path, _visible.Length);
        }
        if (Problem is not null)
        {
            journal.Report(Problem);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _visible.Dispose();
        _body.Dispose();
    }

    /// <inheritdoc/>
    protected override void EncodeWith(EntryEncoder encoder) => encoder.Encode(_visible.Memory.Span, _body);
}
