using System.Runtime.CompilerServices;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>
/// Finds every segment in a part of an input, front to back, whatever lies between (spec/segments.md, "Searching"). Not
/// thread-safe.
/// </summary>
/// <param name="blob">The input; stays the caller's.</param>
/// <param name="pool">Checks payloads.</param>
internal sealed class SegmentScan(IBlob blob, CheckerPool pool)
{
    /// <summary>
    /// How many bytes of damaged segments are searched for others within them, for each byte of the input: whoever lays
    /// markers into one another could make a scan take for ever. Beyond it the scan goes on behind them.
    /// </summary>
    private const int MaxSearched = 16;

    private readonly List<FoundSegment> _batch = [];
    private long _next;
    private long _searched;

    /// <summary>Format versions met that are not known here; 0 if none was.</summary>
    public int OtherVersion { get; private set; }

    /// <summary>Bytes passed over so far.</summary>
    public long Position => _next;

    /// <summary>
    /// All segments that begin from <paramref name="from"/> on and before <paramref name="to"/>, the damaged ones too.
    /// </summary>
    public async IAsyncEnumerable<FoundSegment> ReadAsync(
        long from,
        long to,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        using var window = new ScanWindow(blob, Math.Min(to, blob.Length));
        _next = Math.Min(from, blob.Length);
        while (await TakeBatchAsync(window, ct))
        {
            await pool.CheckAsync(_batch);
            var last = _batch[^1];
            var goesOn = last.Defect == Defect.None || await HasHeadAsync(last.End, ct);
            _next = goesOn ? last.End : InsideOf(last);
            foreach (var segment in _batch)
            {
                yield return segment;
            }
        }
    }

    /// <summary>
    /// Takes the next segment and those right behind it, as far as they are in memory; false if there are no more.
    /// </summary>
    private async ValueTask<bool> TakeBatchAsync(ScanWindow window, CancellationToken ct)
    {
        _batch.Clear();
        while (_batch.Count == 0)
        {
            var bytes = await window.FromAsync(_next, SegmentSearch.HeadSize, ct);
            if (bytes.IsEmpty)
            {
                return false;
            }
            var count = SegmentSearch.Find(bytes.Span, out var head, out var otherVersion);
            OtherVersion = otherVersion == 0 ? OtherVersion : otherVersion;
            _next += count;
            if (head is { } first)
            {
                bytes = await window.FromAsync(_next, first.Marker.StoredLength, ct);
                TakeAll(first, bytes);
            }
            else if (count == 0)
            {
                if (window.IsAtEnd)
                {
                    return false;
                }
                // What is left may be the beginning of a head; what follows tells.
                await window.FromAsync(_next, bytes.Length + 1, ct);
            }
        }
        return true;
    }

    private void TakeAll(SegmentHead first, ReadOnlyMemory<byte> bytes)
    {
        var offset = _next;
        for (SegmentHead? next = first; next is { } head; next = SegmentSearch.ReadHead(bytes.Span, out _))
        {
            var length = Math.Min(head.Marker.StoredLength, bytes.Length);
            if (length < head.Marker.StoredLength && _batch.Count > 0)
            {
                return;
            }
            var isCutOff = length < head.Marker.StoredLength;
            _batch.Add(
                new FoundSegment(offset, head, bytes[..length])
                {
                    Defect = isCutOff ? Defect.Truncated : Defect.None,
                }
            );
            bytes = bytes[length..];
            offset += head.Marker.StoredLength;
        }
    }

    private async ValueTask<bool> HasHeadAsync(long offset, CancellationToken ct)
    {
        var bytes = new byte[SegmentSearch.HeadSize];
        var count = await blob.ReadAsync(offset, bytes, ct);
        return SegmentSearch.ReadHead(bytes.AsSpan(0, count), out _) is not null;
    }

    /// <summary>Where to search for what may lie within a damaged segment: bytes of it may be missing.</summary>
    private long InsideOf(FoundSegment segment)
    {
        _searched += segment.Bytes.Length;
        var begin = segment.Offset + segment.Head.Framing.HeadSize();
        return _searched <= MaxSearched * (begin + Limits.MaxStoredSegment) ? begin : segment.End;
    }
}
