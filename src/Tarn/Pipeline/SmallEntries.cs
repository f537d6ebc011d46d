using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Results;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>Consecutive entries that each fit a segment: a worker takes them from open to finished segment.</summary>
/// <param name="groupSize">
/// Entries are joined in one segment until it holds this many bytes of tar stream; 0 for one segment each.
/// </param>
/// <param name="segmentSize">Most bytes of tar stream in a segment.</param>
internal sealed class SmallEntries(int groupSize, int segmentSize) : BackupWork
{
    /// <summary>
    /// Enough bytes of bodies to wait for their turn. What was planned comes to less, but attributes, up to 700 KB of each
    /// file, are known only when it is open.
    /// </summary>
    private readonly int _enoughBodies = BackupPlan.EnoughLength;

    /// <summary>Those that are not encoded yet.</summary>
    private readonly Queue<SourceItem.Found> _items = new();
    private readonly List<Problem> _problems = [];
    private readonly List<SourceItem.Found> _lost = [];
    private readonly PooledBuffer _bodies = new();
    private IReadOnlyList<FinishedSegment> _segments = [];

    /// <summary>How many of them have content.</summary>
    public int Files { get; private set; }

    /// <summary>Entries in it that are not encoded yet.</summary>
    public int Count => _items.Count;

    /// <summary>Bytes of tar stream they will take at most, as far as it is known before they are opened.</summary>
    public long PlannedLength { get; private set; }

    /// <summary>Adds the next entry; its content becomes owned.</summary>
    public void Add(SourceItem.Found item)
    {
        _items.Enqueue(item);
        Files += item.Content is null ? 0 : 1;
        PlannedLength += TarEncoder.MaxLength(item.Entry);
    }

    /// <inheritdoc/>
    public override void AppendTo(ArchiveWriter archive, Journal journal, BackupTally tally)
    {
        foreach (var problem in _problems)
        {
            journal.Report(problem);
        }
        _lost.ForEach(tally.Lose);
        foreach (var segment in _segments)
        {
            // A link is alone in its segment.
            if (segment.Entries is [var only] && tally.FindDangling(only.Entry) is { } problem)
            {
                journal.Report(problem);
                continue;
            }
            Append(segment, archive, tally);
        }
    }

    /// <inheritdoc/>
    public override bool EncodeMore(EntryEncoder encoder)
    {
        if (_items.Count == 0)
        {
            return false;
        }
        _bodies.Clear();
        _problems.Clear();
        _lost.Clear();
        EncodeWith(encoder);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _bodies.Dispose();
        foreach (var item in _items)
        {
            item.Content?.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void EncodeWith(EntryEncoder encoder)
    {
        var visible = encoder.Visible;
        visible.Clear();
        var group = new SegmentGroup(encoder, segmentSize, _bodies);
        while (_bodies.Length < _enoughBodies && _items.TryDequeue(out var item))
        {
            var isLink = item.Entry is Entry.HardLink;
            if (isLink || visible.Length + TarEncoder.MaxLength(item.Entry) > segmentSize)
            {
                group.Finish();
            }
            if (TryGather(item, encoder) is { } stored)
            {
                group.Add(stored);
            }
            // Whether what a link is another name of can be stored is known only when it is the link's turn.
            if (isLink || visible.Length >= Math.Max(groupSize, 1))
            {
                group.Finish();
            }
        }
        group.Finish();
        _segments = group.Segments;
    }

    private void Append(FinishedSegment finished, ArchiveWriter archive, BackupTally tally)
    {
        var flags = finished.Entries.Aggregate(
            finished.Entries.Count > 0 ? SegmentFlags.EntryEnds : SegmentFlags.None,
            (all, each) => all | ChangeReport.ToMarker(each.Flags)
        );
        var body = _bodies.Memory.Slice(finished.BodyOffset, finished.BodyLength);
        var segment = new EncodedSegment(finished.VisibleLength, body, flags);
        if (finished.Extent is not null)
        {
            archive.BeginEntry(finished.Extent, segment);
        }
        else
        {
            archive.ContinueEntry(segment);
        }
        if (finished.Entries.Count > 0)
        {
            archive.EndEntry(finished.Entries);
        }
        foreach (var stored in finished.Entries)
        {
            tally.Add(stored.Entry);
        }
    }

    /// <summary>Appends headers and content; nothing, and a problem, if the content cannot be read.</summary>
    private StoredEntry? TryGather(SourceItem.Found item, EntryEncoder encoder)
    {
        var begin = encoder.Visible.Length;
        try
        {
            return Gather(item, encoder);
        }
        catch (SourceException failure)
        {
            return Lose(failure.Message);
        }
        catch (ArgumentException failure)
        {
            return Lose(failure.Message);
        }
        finally
        {
            item.Content?.Dispose();
        }

        StoredEntry? Lose(string message)
        {
            encoder.Visible.Rewind(begin);
            _lost.Add(item);
            _problems.Add(new Problem(ProblemKind.Unreadable, item.Entry.Path, message));
            return null;
        }
    }

    private StoredEntry Gather(SourceItem.Found item, EntryEncoder encoder)
    {
        var (entry, loss) = item.Open();
        var begin = encoder.Visible.Length;
        TarEncoder.WriteHeaders(entry, encoder.Visible);
        Problem? change = null;
        var (hash, flags) = item.Content is { } content
            ? GatherContent(entry, content, encoder, out change)
            : default;
        if (loss is not null)
        {
            _problems.Add(new Problem(ProblemKind.Unreadable, entry.Path, loss));
        }
        if (change is not null)
        {
            _problems.Add(change);
        }
        return new StoredEntry(entry, item.Identity, hash, flags, begin);
    }

    private static (ContentHash, EntryFlags) GatherContent(
        Entry entry,
        IEntryContent content,
        EntryEncoder encoder,
        out Problem? change
    )
    {
        var visible = encoder.Visible;
        var begin = visible.Length;
        TarEncoder.WriteMap(entry, visible);
        var size = (int)entry.DataLength;
        var padded = size + TarBlock.PaddingAfter(size);
        var bytes = visible.GetSpan(padded)[..padded];
        ContentCopy.Fill(content, bytes[..size], out var filled);
        bytes[size..].Clear();
        visible.Advance(padded);
        var flags = ContentCopy.Judge(content, entry.Path, isShort: filled < size, out change);
        var stored = visible.Memory.Span[begin..^(padded - size)];
        return (ContentHash.Of(encoder.Hash, stored), flags);
    }
}
