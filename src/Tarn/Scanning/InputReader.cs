using System.Buffers;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Results;

namespace Tarn.Scanning;

/// <summary>Reads segments again where a scan found them. Keeps one input open; not thread-safe.</summary>
/// <param name="inputs">The inputs.</param>
internal sealed class InputReader(IReadOnlyList<ScanInput> inputs) : IAsyncDisposable
{
    /// <summary>Read at once, unless a segment is longer: many small segments.</summary>
    private const int ReadAhead = 64 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(ReadAhead);
    private long _begin;
    private int _length;
    private int _input = -1;
    private ForgivingBlob? _blob;

    /// <summary>The head of the segment that was found there.</summary>
    /// <exception cref="CorruptArchiveException">It is not there any more.</exception>
    public async ValueTask<PlacedHead> HeadAsync(int input, long offset, CancellationToken ct)
    {
        var bytes = await BytesAsync(input, offset, SegmentSearch.HeadSize, ct);
        var head = SegmentSearch.ReadHead(bytes.Span, out _) ?? throw Changed(input, offset, 0);
        return new PlacedHead(input, offset, head);
    }

    /// <summary>All bytes of a segment; valid until the next call.</summary>
    /// <exception cref="CorruptArchiveException">It is not there any more.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SegmentAsync(PlacedHead place, CancellationToken ct)
    {
        var bytes = await BytesAsync(place.Input, place.Offset, place.Marker.StoredLength, ct);
        // The input may have changed since it was scanned.
        return
            bytes.Length < place.Marker.StoredLength
            || SegmentSearch.ReadHead(bytes.Span, out _) != place.Head
            ? throw Changed(place.Input, place.Offset, place.Marker.Volume)
            : bytes[..place.Marker.StoredLength];
    }

    /// <summary>The error for a segment that was good when it was scanned.</summary>
    public CorruptArchiveException Changed(int input, long offset, int volume) =>
        new(
            $"'{inputs[input].Name}' at byte {offset}: the segment found there is not there any more",
            volume,
            offset,
            Defect.BadContent
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
        await CloseAsync();
    }

    private async ValueTask<ReadOnlyMemory<byte>> BytesAsync(
        int input,
        long offset,
        int length,
        CancellationToken ct
    )
    {
        if (input != _input)
        {
            await CloseAsync();
            // What cannot be read was reported by the scan.
            _blob = new ForgivingBlob(await inputs[input].Open(ct), inputs[input].Name, new Journal(null));
            (_input, _length) = (input, 0);
        }
        if (offset < _begin || offset + length > _begin + _length)
        {
            await LoadAsync(offset, Math.Max(length, ReadAhead), ct);
        }
        return _bytes.AsMemory((int)(offset - _begin), _length - (int)(offset - _begin));
    }

    private async ValueTask LoadAsync(long offset, int length, CancellationToken ct)
    {
        if (length > _bytes.Length)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(length);
        }
        (_begin, _length) = (offset, 0);
        _length = await _blob!.ReadAsync(offset, _bytes.AsMemory(0, length), ct);
    }

    private async ValueTask CloseAsync()
    {
        if (_blob is not null)
        {
            await _blob.DisposeAsync();
            (_blob, _input) = (null, -1);
        }
    }
}
