using System.Buffers;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Reading;

/// <summary>
/// Reads segments of one volume at any offset: no byte more than asked for, unless a range was fetched ahead. Not
/// thread-safe.
/// </summary>
/// <param name="volume">The volume.</param>
/// <param name="blob">Its bytes; owned.</param>
internal sealed class SegmentReader(VolumeListing volume, IBlob blob) : IAsyncDisposable
{
    private byte[] _window = [];
    private long _windowOffset;
    private int _windowLength;

    /// <summary>The volume read.</summary>
    public VolumeListing Volume => volume;

    /// <summary>Reads a range in one go, so that its segments need no more reads.</summary>
    public async ValueTask FetchAsync(long from, long to, CancellationToken ct)
    {
        if (!IsInWindow(from, (int)(to - from)))
        {
            await LoadAsync(from, (int)(to - from), ct);
        }
    }

    /// <summary>The segment that begins at <paramref name="offset"/>.</summary>
    /// <exception cref="CorruptArchiveException">There is none, or not one of this volume.</exception>
    public async ValueTask<Segment> ReadAsync(long offset, CancellationToken ct)
    {
        var head = await BytesAsync(offset, volume.Framing.HeadSize(), ct);
        if (!volume.Framing.TryReadHead(head.Span, out var marker, out var defect))
        {
            throw Corrupt(offset, defect);
        }
        if (marker.Archive != volume.Archive || marker.Volume != volume.Number)
        {
            throw Corrupt(offset, Defect.OutOfSequence);
        }
        var bytes = await BytesAsync(offset, marker.StoredLength, ct);
        return bytes.Length < marker.StoredLength
            ? throw Corrupt(offset, Defect.Truncated)
            : new Segment(marker, bytes);
    }

    /// <summary>
    /// The hidden payload that begins at <paramref name="offset"/>, put together if it takes several segments.
    /// </summary>
    /// <param name="offset">Where its first segment begins.</param>
    /// <param name="kind">What the segments must be.</param>
    /// <param name="limit">Most bytes it may have.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The payload, the last segment's marker, and where the segment after it begins.</returns>
    public async ValueTask<(byte[] Payload, Marker Last, long Next)> ReadHiddenAsync(
        long offset,
        SegmentKind kind,
        int limit,
        CancellationToken ct
    )
    {
        var payload = new ArrayBufferWriter<byte>();
        while (true)
        {
            var segment = await ReadAsync(offset, ct);
            if (segment.Marker.Kind != kind)
            {
                throw Corrupt(offset, Defect.OutOfSequence);
            }
            if (!volume.Framing.TryReadHidden(segment.Marker, segment.Bytes, out var hidden, out var defect))
            {
                throw Corrupt(offset, defect);
            }
            if (payload.WrittenCount + hidden.Length > limit)
            {
                throw Corrupt(offset, Defect.OverLimit);
            }
            payload.Write(hidden.Span);
            offset += segment.Marker.StoredLength;
            if (!segment.Marker.Flags.HasFlag(SegmentFlags.More))
            {
                return (payload.WrittenSpan.ToArray(), segment.Marker, offset);
            }
        }
    }

    /// <summary>The error for something at <paramref name="offset"/> in this volume.</summary>
    public CorruptArchiveException Corrupt(long offset, Defect defect) =>
        new(
            $"volume {volume.Number} ({volume.Name}) is damaged at byte {offset}: {DefectText.Of(defect)}",
            volume.Number,
            offset,
            defect
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Return();
        return blob.DisposeAsync();
    }

    private async ValueTask<ReadOnlyMemory<byte>> BytesAsync(long offset, int length, CancellationToken ct)
    {
        if (!IsInWindow(offset, length))
        {
            await LoadAsync(offset, length, ct);
        }
        var begin = (int)(offset - _windowOffset);
        return _window.AsMemory(begin, Math.Min(length, _windowLength - begin));
    }

    /// <summary>An offset comes from an index, and may be any number.</summary>
    private bool IsInWindow(long offset, int length) =>
        offset >= _windowOffset && offset - _windowOffset <= _windowLength - length;

    private async ValueTask LoadAsync(long offset, int length, CancellationToken ct)
    {
        if (_window.Length < length)
        {
            Return();
            _window = ArrayPool<byte>.Shared.Rent(length);
        }
        _windowLength = 0;
        _windowOffset = offset;
        if (offset >= volume.Length)
        {
            return;
        }
        _windowLength = await blob.ReadAsync(offset, _window.AsMemory(0, length), ct);
    }

    private void Return()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window);
            _window = [];
            _windowLength = 0;
        }
    }
}
