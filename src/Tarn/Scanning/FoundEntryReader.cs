using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Pipeline;
using Tarn.Reading;

namespace Tarn.Scanning;

/// <summary>
/// Reads entries from the segments that a scan found, wherever they lie. The entries are those of a <see cref="Survey"/> of
/// the same archive. Not thread-safe.
/// </summary>
/// <param name="archive">The archive.</param>
internal sealed class FoundEntryReader(FoundArchive archive) : IEntryReader
{
    private readonly InputReader _reader = archive.OpenReader();
    private readonly SegmentChecker _checker = new();
    private readonly PooledBuffer _visible = new();
    private Marker _decoded;

    /// <inheritdoc/>
    public Task FetchAsync(int volume, long from, long to, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ReadAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct)
    {
        var one = new OneEntry(entry.Entry.Path, handler);
        var tar = new TarDecoder(one);
        var place = await FirstAsync(entry, ct);
        var position = entry.Location.TarOffset;
        if (place.Marker.Kind != SegmentKind.Entry)
        {
            throw Lost(place, "the segment that it begins with", archive.WhyLost(0, place.Marker.Volume));
        }
        var volume = place.Marker.Volume;
        while (true)
        {
            if (place.Marker.TarOffset > position)
            {
                throw Lost(place, "a segment before it", archive.WhyLost(volume, place.Marker.Volume));
            }
            volume = place.Marker.Volume;
            await DecodeAsync(place, ct);
            var known = position - place.Marker.TarOffset;
            if (known > place.Marker.VisibleLength)
            {
                throw Lost(place, "what was to begin there", Defect.OutOfSequence);
            }
            var defect = tar.Push(_visible.Memory.Span[(int)known..]);
            if (one.HasEnded)
            {
                return;
            }
            if (one.IsWrong || defect != Defect.None)
            {
                throw Lost(place, "what was to begin there", one.IsWrong ? Defect.OutOfSequence : defect);
            }
            position = place.Marker.TarOffset + place.Marker.VisibleLength;
            place = await NextAsync(place, ct) ?? throw await LostBehindAsync(place, ct);
        }
    }

    /// <summary>As <see cref="IArchiveContents.SalvageAsync"/>.</summary>
    public async Task<bool> SalvageAsync(IndexEntry entry, ITarHandler handler, CancellationToken ct)
    {
        if (entry.Location.Volume == 0)
        {
            return false;
        }
        var content = new SalvagedContent(handler);
        PlacedHead? next = await FirstAsync(entry, ct);
        while (next is { } place)
        {
            if (!content.CanGoOnAt(place.Marker.TarOffset))
            {
                await BeginAsync(content, entry, place, ct);
            }
            await DecodeAsync(place, ct);
            content.Add(_visible.Memory.Span, place.Marker.TarOffset);
            next = await NextAsync(place, ct);
        }
        content.Complete();
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _visible.Dispose();
        _checker.Dispose();
        await _reader.DisposeAsync();
    }

    private async Task<PlacedHead> FirstAsync(IndexEntry entry, CancellationToken ct)
    {
        var location = entry.Location;
        if (location.Volume == 0)
        {
            throw new CorruptArchiveException("nothing of it is there", 0, 0, Defect.BadContent);
        }
        var place = await _reader.HeadAsync(location.Volume - 1, location.Offset, ct);
        return place.Marker.EntrySequence == location.Sequence
            ? place
            : throw _reader.Changed(place.Input, place.Offset, place.Marker.Volume);
    }

    /// <summary>
    /// Where nothing is lost between this segment and the hidden ones that follow, the entry goes on in the next volume: that
    /// is missing, or its beginning is damaged. Otherwise what is lost is here.
    /// </summary>
    private async Task<CorruptArchiveException> LostBehindAsync(PlacedHead place, CancellationToken ct)
    {
        var last = place;
        var next = await archive.NextAsync(_reader, place, ct);
        while (
            next is { } hidden
            && hidden.Marker.VisibleLength == 0
            && hidden.Marker.Sequence == last.Marker.Sequence + 1
        )
        {
            last = hidden;
            next = await archive.NextAsync(_reader, hidden, ct);
        }
        var why = archive.WhyLost(last.Marker.Volume, next?.Marker.Volume ?? int.MaxValue);
        return Lost(place, "a segment behind it", why);
    }

    /// <summary>The next segment of the same entry, whatever is lost between them; null if there is none.</summary>
    private async ValueTask<PlacedHead?> NextAsync(PlacedHead place, CancellationToken ct)
    {
        PlacedHead? next = place;
        do
        {
            next = await archive.NextAsync(_reader, next.Value, ct);
        } while (
            next is { Marker.Kind: not (SegmentKind.Entry or SegmentKind.Continuation or SegmentKind.End) }
        );
        return
            next is { Marker: { Kind: SegmentKind.Continuation } marker }
            && marker.EntrySequence == place.Marker.EntrySequence
            ? next
            : null;
    }

    /// <summary>Finds out where content belongs whose headers are lost, or cut off.</summary>
    private async Task BeginAsync(
        SalvagedContent content,
        IndexEntry entry,
        PlacedHead place,
        CancellationToken ct
    )
    {
        if (place.Marker.Kind == SegmentKind.Entry)
        {
            content.BeginWithHeaders(place.Marker.TarOffset);
            return;
        }
        if (archive.Headers.Find(entry.Location.Sequence) is { } copy && content.TryBegin(copy))
        {
            return;
        }
        var (length, tarEnd) = await MeasureAsync(place, ct);
        var nameless = archive.NameOf(entry.Location.Sequence);
        if (entry.Entry.Path == nameless || !content.TryBegin(entry, tarEnd))
        {
            content.BeginNameless(nameless, length, place.Marker.TarOffset);
        }
    }

    /// <summary>
    /// How many bytes of tar stream there are of an entry from a segment on, and where it ends, if its end is there.
    /// </summary>
    private async Task<(long Length, long? TarEnd)> MeasureAsync(PlacedHead first, CancellationToken ct)
    {
        var length = 0L;
        var last = first;
        for (PlacedHead? next = first; next is { } place; next = await NextAsync(place, ct))
        {
            length += place.Marker.VisibleLength;
            last = place;
        }
        return (
            length,
            last.Marker.Flags.HasFlag(SegmentFlags.EntryEnds)
                ? last.Marker.TarOffset + last.Marker.VisibleLength
                : null
        );
    }

    /// <summary>Decodes a segment's visible payload, unless it was the last one decoded: a group is read many times.</summary>
    private async Task DecodeAsync(PlacedHead place, CancellationToken ct)
    {
        if (_decoded == place.Marker)
        {
            return;
        }
        _decoded = default;
        var bytes = await _reader.SegmentAsync(place, ct);
        var length = place.Marker.VisibleLength;
        _visible.Clear();
        if (_checker.Decode(place.Head, bytes, _visible.GetSpan(length)[..length]) != Defect.None)
        {
            throw _reader.Changed(place.Input, place.Offset, place.Marker.Volume);
        }
        _visible.Advance(length);
        _decoded = place.Marker;
    }

    private CorruptArchiveException Lost(PlacedHead place, string what, Defect defect) =>
        new(
            $"volume {place.Marker.Volume}, '{archive.Inputs[place.Input].Name}' at byte {place.Offset}: {what} is lost",
            place.Marker.Volume,
            place.Offset,
            defect
        );
}
