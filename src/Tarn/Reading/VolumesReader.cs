using System.Buffers;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Pipeline;

namespace Tarn.Reading;

/// <summary>
/// Reads the volumes of one archive from a stream, one after the other, and decodes the tar stream in them. Strict:
/// sequences and offsets must follow on from each other. Not thread-safe.
/// </summary>
/// <param name="stream">The volumes; stays the caller's.</param>
internal sealed class VolumesReader(Stream stream) : IDisposable
{
    private readonly SegmentStream _segments = new(stream);
    private readonly PooledBuffer _visible = new();
    private IBodyDecoder? _decoder;
    private ArchiveId? _archive;
    private long _sequence;
    private long _tarOffset;

    /// <summary>What the first volume's start said; null before it was read.</summary>
    public VolumeStart? Start { get; private set; }

    /// <summary>What the latest volume's end said; null before one was read.</summary>
    public VolumeEnd? End { get; private set; }

    /// <summary>Volumes read whole.</summary>
    public int Volumes { get; private set; }

    /// <summary>Bytes of those volumes.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Reads to the end of the archive. What the handler gets has been checked, segment by segment.</summary>
    /// <exception cref="CorruptArchiveException">
    /// Something is damaged, out of place, or, with <see cref="Defect.Missing"/>, not there.
    /// </exception>
    public async Task ReadAsync(ITarHandler handler, CancellationToken ct)
    {
        var tar = new TarDecoder(handler);
        do
        {
            await ReadVolumeAsync(tar, ct);
            Volumes++;
            StoredBytes += _segments.End;
        } while (End is not { IsLast: true });
        if (!tar.IsBetweenEntries)
        {
            throw _segments.Corrupt(Defect.Truncated);
        }
        await _segments.EndAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _segments.Dispose();
        _visible.Dispose();
        _decoder?.Dispose();
    }

    private async Task ReadVolumeAsync(TarDecoder tar, CancellationToken ct)
    {
        await _segments.BeginVolumeAsync(ct);
        var start = new ArrayBufferWriter<byte>();
        SegmentKind kind;
        do
        {
            var segment = await _segments.ReadAsync(ct);
            var marker = segment.Marker;
            CheckOrder(marker);
            if (!_segments.Framing.TryReadHidden(marker, segment.Bytes, out var hidden, out var defect))
            {
                throw _segments.Corrupt(defect);
            }
            kind = marker.Kind;
            switch (kind)
            {
                case SegmentKind.Entry or SegmentKind.Continuation or SegmentKind.End:
                    Push(tar, segment);
                    break;
                case SegmentKind.VolumeStart:
                    TakeStart(marker, hidden, start);
                    break;
                case SegmentKind.VolumeEnd:
                    TakeEnd(hidden);
                    break;
                default:
                    break; // the index and padding are not needed here
            }
        } while (kind != SegmentKind.VolumeEnd);
    }

    private void CheckOrder(Marker marker)
    {
        _archive ??= marker.Archive;
        if (
            marker.Archive != _archive
            || marker.Volume != _segments.Volume
            || marker.Sequence != _sequence
            || marker.TarOffset != _tarOffset
        )
        {
            throw _segments.OutOfSequence(marker, isOfThisArchive: marker.Archive == _archive);
        }
        _sequence++;
        _tarOffset += marker.VisibleLength;
    }

    private void Push(TarDecoder tar, Segment segment)
    {
        var length = segment.Marker.VisibleLength;
        _visible.Clear();
        var visible = _visible.GetSpan(length)[..length];
        _decoder ??= _segments.Framing.CreateDecoder();
        var defect = _decoder.Decode(_segments.Framing.Body(segment.Marker, segment.Bytes), visible);
        if (defect == Defect.None)
        {
            defect = tar.Push(visible);
        }
        if (defect != Defect.None)
        {
            throw _segments.Corrupt(defect);
        }
    }

    private void TakeStart(Marker marker, ReadOnlyMemory<byte> hidden, ArrayBufferWriter<byte> payload)
    {
        if (payload.WrittenCount + hidden.Length > Limits.MaxVolumeStart)
        {
            throw _segments.Corrupt(Defect.OverLimit);
        }
        payload.Write(hidden.Span);
        if (marker.Flags.HasFlag(SegmentFlags.More))
        {
            return;
        }
        if (!VolumeStart.TryParse(marker, payload.WrittenSpan, out var start, out var defect))
        {
            throw _segments.Corrupt(defect);
        }
        if (start!.Archive.Codec != _segments.Framing.Codec)
        {
            throw _segments.Corrupt(Defect.BadField);
        }
        Start ??= start;
    }

    private void TakeEnd(ReadOnlyMemory<byte> hidden)
    {
        if (!VolumeEnd.TryParse(hidden.Span, out var end, out var defect))
        {
            throw _segments.Corrupt(defect);
        }
        if (end.Offset != _segments.Offset || end.TarEnd != _tarOffset)
        {
            throw _segments.Corrupt(Defect.BadField);
        }
        End = end;
    }
}
