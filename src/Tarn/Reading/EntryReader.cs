using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Pipeline;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>
/// Reads single entries of an archive, and of the store only the segments they are in. Keeps one volume open; not
/// thread-safe: each worker has its own.
/// </summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="archive">The archive.</param>
internal sealed class EntryReader(IStore store, ArchiveListing archive) : IEntryReader
{
    private readonly PooledBuffer _visible = new();
    private SegmentReader? _volume;
    private IBodyDecoder? _decoder;
    private Marker _decoded;

    /// <inheritdoc/>
    public async Task FetchAsync(int volume, long from, long to, CancellationToken ct) =>
        await (await OpenAsync(volume, ct)).FetchAsync(from, to, ct);

    /// <inheritdoc/>
    public async Task ReadAsync(IndexEntry index, ITarHandler handler, CancellationToken ct)
    {
        var location = index.Location;
        var one = new OneEntry(index.Entry.Path, handler);
        var tar = new TarDecoder(one);
        var offset = location.Offset;
        var volume = await OpenAsync(location.Volume, ct);
        var marker = await DecodeAsync(volume, offset, ct);
        var skip = location.TarOffset - marker.TarOffset;
        if (
            marker.Kind != SegmentKind.Entry
            || marker.Sequence != location.Sequence
            || skip < 0
            || skip > marker.VisibleLength
        )
        {
            throw volume.Corrupt(offset, Defect.OutOfSequence);
        }
        Push(tar, one, _visible.Memory.Span[(int)skip..], volume, offset);
        while (!one.HasEnded)
        {
            (volume, offset) = await NextAsync(volume, offset + marker.StoredLength, marker, ct);
            marker = await DecodeAsync(volume, offset, ct);
            Push(tar, one, _visible.Memory.Span, volume, offset);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _visible.Dispose();
        _decoder?.Dispose();
        if (_volume is not null)
        {
            await _volume.DisposeAsync();
        }
    }

    private static void Push(
        TarDecoder tar,
        OneEntry one,
        ReadOnlySpan<byte> bytes,
        SegmentReader volume,
        long offset
    )
    {
        var defect = tar.Push(bytes);
        if (one.IsWrong || (defect != Defect.None && !one.HasEnded))
        {
            throw volume.Corrupt(offset, one.IsWrong ? Defect.OutOfSequence : defect);
        }
    }

    /// <summary>
    /// Where the entry goes on after a segment: right behind it, or at the beginning of the next volume. What else lies
    /// at the border may be damaged: it costs the entry nothing.
    /// </summary>
    private async Task<(SegmentReader Volume, long Offset)> NextAsync(
        SegmentReader volume,
        long behind,
        Marker marker,
        CancellationToken ct
    )
    {
        if (marker.Flags.HasFlag(SegmentFlags.EntryEnds))
        {
            throw volume.Corrupt(behind, Defect.Truncated);
        }
        if (await IsContinuedAtAsync(volume, behind, marker, ct))
        {
            return (volume, behind);
        }
        if (behind < VisibleEnd(volume.Volume))
        {
            throw volume.Corrupt(behind, Defect.OutOfSequence);
        }
        var next = await OpenAsync(volume.Volume.Number + 1, ct);
        foreach (var offset in PossibleBeginnings(next.Volume))
        {
            if (await IsContinuedAtAsync(next, offset, marker, ct))
            {
                return (next, offset);
            }
        }
        throw next.Corrupt(next.Volume.FirstSegment, Defect.OutOfSequence);
    }

    /// <summary>Where the last visible segment of a volume ends; 0 if its end cannot be read.</summary>
    private static long VisibleEnd(VolumeListing volume) =>
        volume.End is not { } end ? 0
        : end.IndexOffset > 0 ? end.IndexOffset
        : end.Offset;

    /// <summary>Where the first segment behind a volume's start can begin; the start says so if it can be read.</summary>
    private static IEnumerable<long> PossibleBeginnings(VolumeListing volume)
    {
        if (volume.FirstSegment > 0)
        {
            yield return volume.FirstSegment;
            yield break;
        }
        var most = Math.Min(volume.Length, Limits.MaxVolumeStart);
        for (long offset = VolumeStart.Alignment; offset < most; offset += VolumeStart.Alignment)
        {
            yield return offset;
        }
    }

    private static async Task<bool> IsContinuedAtAsync(
        SegmentReader volume,
        long offset,
        Marker before,
        CancellationToken ct
    )
    {
        try
        {
            var next = (await volume.ReadAsync(offset, ct)).Marker;
            return IsContinuation(next, before) && next.TarOffset == before.TarOffset + before.VisibleLength;
        }
        catch (CorruptArchiveException)
        {
            return false;
        }
    }

    private static bool IsContinuation(Marker next, Marker before) =>
        next.Kind == SegmentKind.Continuation && next.EntrySequence == before.EntrySequence;

    /// <summary>Decodes a segment's visible payload, unless it was the last one decoded: a group is read many times.</summary>
    private async Task<Marker> DecodeAsync(SegmentReader volume, long offset, CancellationToken ct)
    {
        var (marker, bytes) = await volume.ReadAsync(offset, ct);
        if (_decoded == marker)
        {
            return marker;
        }
        _decoded = default;
        _visible.Clear();
        var visible = _visible.GetSpan(marker.VisibleLength)[..marker.VisibleLength];
        var framing = volume.Volume.Framing;
        _decoder ??= framing.CreateDecoder();
        var defect = _decoder.Decode(framing.Body(marker, bytes), visible);
        if (defect != Defect.None)
        {
            throw volume.Corrupt(offset, defect);
        }
        _visible.Advance(marker.VisibleLength);
        _decoded = marker;
        return marker;
    }

    private async Task<SegmentReader> OpenAsync(int number, CancellationToken ct)
    {
        if (_volume?.Volume.Number == number)
        {
            return _volume;
        }
        if (_volume is not null)
        {
            await _volume.DisposeAsync();
            _volume = null;
        }
        var volume =
            archive.Volume(number)
            ?? throw new CorruptArchiveException($"volume {number} is missing", number, 0, Defect.Missing);
        _volume = new SegmentReader(volume, await store.OpenAsync(volume.Name, ct));
        return _volume;
    }
}
