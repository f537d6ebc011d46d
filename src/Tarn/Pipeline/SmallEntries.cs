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
    private readonly List<SourceItem.Found> _items = [];
    private readonly List<Segment> _segments = [];
    private readonly List<Problem> _problems = [];
    private readonly List<SourceItem.Found> _lost = [];
    private readonly PooledBuffer _bodies = new();

    /// <summary>A finished segment, its body somewhere in the common buffer.</summary>
    private sealed record Segment(
        int VisibleLength,
        int BodyOffset,
        int BodyLength,
        List<StoredEntry> Entries
    );

    /// <summary>How many of them have content.</summary>
    public int Files { get; private set; }

    /// <summary>Entries in it.</summary>
    public int Count => _items.Count;

    /// <summary>Bytes of tar stream they will take at most.</summary>
    public long PlannedLength { get; private set; }

    /// <summary>Adds the next entry; its content becomes owned.</summary>
    public void Add(SourceItem.Found item)
    {
        _items.Add(item);
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
            if (tally.FindDangling(segment.Entries[0].Entry) is { } problem)
            {
                journal.Report(problem);
                continue;
            }
            segment.Entries.ForEach(stored => tally.Add(stored.Entry));
            var flags = segment.Entries.Aggregate(
                SegmentFlags.EntryEnds,
                (all, each) => all | ChangeReport.ToMarker(each.Flags)
            );
            var body = _bodies.Memory.Slice(segment.BodyOffset, segment.BodyLength);
            archive.BeginEntry(ExtentOf(segment), new EncodedSegment(segment.VisibleLength, body, flags));
            archive.EndEntry(segment.Entries);
        }
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
        var group = new List<StoredEntry>();
        encoder.Visible.Clear();
        foreach (var item in _items)
        {
            var isLink = item.Entry is Entry.HardLink;
            if (isLink || encoder.Visible.Length + TarEncoder.MaxLength(item.Entry) > segmentSize)
            {
                group = Finish(group, encoder);
            }
            if (TryGather(item, encoder) is { } stored)
            {
                group.Add(stored);
            }
            // Whether what a link is another name of can be stored is known only when it is the link's turn.
            if (isLink || encoder.Visible.Length >= Math.Max(groupSize, 1))
            {
                group = Finish(group, encoder);
            }
        }
        Finish(group, encoder);
    }

    private static EntryExtent ExtentOf(Segment segment) =>
        new(
            segment.Entries.Count,
            segment.VisibleLength,
            segment.Entries.Sum(stored => stored.Entry.ContentLength),
            segment.Entries.Sum(stored => EntryExtent.MaxIndexLength(stored.Entry)),
            Headers: default
        );

    private List<StoredEntry> Finish(List<StoredEntry> group, EntryEncoder encoder)
    {
        if (group.Count > 0)
        {
            var offset = _bodies.Length;
            var length = encoder.Encode(encoder.Visible.Memory.Span, _bodies);
            _segments.Add(new Segment(encoder.Visible.Length, offset, length, group));
            encoder.Visible.Clear();
        }
        return [];
    }

    /// <summary>Appends headers and content; nothing, and a problem, if the content cannot be read.</summary>
    private StoredEntry? TryGather(SourceItem.Found item, EntryEncoder encoder)
    {
        var visible = encoder.Visible;
        var begin = visible.Length;
        try
        {
            TarEncoder.WriteHeaders(item.Entry, visible);
            var (hash, flags) = GatherContent(item, encoder);
            if (ChangeReport.Describe(item.Entry.Path, flags) is { } change)
            {
                _problems.Add(change);
            }
            return new StoredEntry(item.Entry, item.Identity, hash, flags, begin);
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
            visible.Rewind(begin);
            _lost.Add(item);
            _problems.Add(new Problem(ProblemKind.Unreadable, item.Entry.Path, message));
            return null;
        }
    }

    private static (ContentHash, EntryFlags) GatherContent(SourceItem.Found item, EntryEncoder encoder)
    {
        if (item.Entry is not Entry.File file || item.Content is not { } content)
        {
            return default;
        }
        content.Open();
        var size = (int)file.Size;
        var padded = size + TarBlock.PaddingAfter(size);
        var bytes = encoder.Visible.GetSpan(padded)[..padded];
        ContentCopy.Fill(content, bytes[..size], out var filled);
        bytes[size..].Clear();
        encoder.Visible.Advance(padded);
        var flags = ContentCopy.Judge(content, isShort: filled < size);
        return (ContentHash.Of(encoder.Hash, bytes[..size]), flags);
    }
}
