using System.Buffers;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Pipeline;

namespace Tarn.Reading;

/// <summary>
/// Reads the volumes of one archive from a stream, one after the other, without seeking, and decodes the tar stream in
/// them. Strict: sequences and offsets must follow on from each other. Not thread-safe.
/// </summary>
/// <param name="stream">The volumes; stays the caller's.</param>
internal sealed class VolumeStream(Stream stream) : IDisposable
{
    private readonly PooledBuffer _visible = new();
    private byte[] _segment = ArrayPool<byte>.Shared.Rent(1 << 20);
    private IFraming _framing = Framings.Zstd;
    private IBodyDecoder? _decoder;
    private ArchiveId? _archive;
    private int _volume;
    private long _offset;
    private long _sequence;
    private long _tarOffset;

    /// <summary>What the first volume's start said; null before it was read.</summary>
    public VolumeStart? Start { get; private set; }

    /// <summary>What the latest volume's end said; null before one was read.</summary>
    public VolumeEnd? End { get; private set; }

    /// <summary>Volumes read whole.</summary>
    public int Volumes => End is null ? 0 : _volume;

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
        } while (End is not { IsLast: true });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_segment.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_segment);
            _segment = [];
        }
        _visible.Dispose();
        _decoder?.Dispose();
    }

    private async Task ReadVolumeAsync(TarDecoder tar, CancellationToken ct)
    {
        _volume++;
        _offset = 0;
        var held = await ReadPrologueAsync(ct);
        var begin = new ArrayBufferWriter<byte>();
        while (true)
        {
            var marker = await ReadSegmentAsync(held, ct);
            held = 0;
            switch (marker.Kind)
            {
                case SegmentKind.Entry or SegmentKind.Continuation or SegmentKind.End:
                    Push(tar, marker);
                    break;
                case SegmentKind.VolumeStart:
                    TakeStart(marker, begin);
                    break;
                case SegmentKind.VolumeEnd:
                    TakeEnd(marker);
                    return;
                default:
                    Hidden(marker);
                    break;
            }
        }
    }

    /// <summary>Reads enough to know the framing; how many bytes of the first segment were read with it.</summary>
    private async Task<int> ReadPrologueAsync(CancellationToken ct)
    {
        var most = Framings.Zstd.Prologue.Length;
        var count = await stream.ReadAtLeastAsync(
            _segment.AsMemory(0, most),
            most,
            throwOnEndOfStream: false,
            ct
        );
        if (count == 0)
        {
            throw Corrupt(Defect.Missing);
        }
        _framing = Framings.Detect(_segment.AsSpan(0, count)) ?? throw Corrupt(Defect.BadMagic);
        var prologue = _framing.Prologue.Length;
        _segment.AsSpan(prologue, count - prologue).CopyTo(_segment);
        _offset = prologue;
        return count - prologue;
    }

    private async Task<Marker> ReadSegmentAsync(int held, CancellationToken ct)
    {
        var head = _framing.HeadSize();
        await FillAsync(held, head, ct);
        if (!_framing.TryReadHead(_segment.AsSpan(0, head), out var marker, out var defect))
        {
            throw Corrupt(defect);
        }
        _archive ??= marker.Archive;
        if (
            marker.Archive != _archive
            || marker.Volume != _volume
            || marker.Sequence != _sequence
            || marker.TarOffset != _tarOffset
        )
        {
            throw Corrupt(Defect.OutOfSequence);
        }
        await FillAsync(head, marker.StoredLength, ct);
        Hidden(marker);
        _offset += marker.StoredLength;
        _sequence++;
        _tarOffset += marker.VisibleLength;
        return marker;
    }

    private async Task FillAsync(int from, int to, CancellationToken ct)
    {
        if (to > _segment.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(to);
            _segment.AsSpan(0, from).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_segment);
            _segment = larger;
        }
        var count = await stream.ReadAtLeastAsync(
            _segment.AsMemory(from, to - from),
            to - from,
            throwOnEndOfStream: false,
            ct
        );
        if (count < to - from)
        {
            throw Corrupt(Defect.Truncated);
        }
    }

    private void Push(TarDecoder tar, Marker marker)
    {
        _visible.Clear();
        var visible = _visible.GetSpan(marker.VisibleLength)[..marker.VisibleLength];
        _decoder ??= _framing.CreateDecoder();
        var defect = _decoder.Decode(_framing.Body(marker, _segment), visible);
        if (defect == Defect.None)
        {
            defect = tar.Push(visible);
        }
        if (defect != Defect.None)
        {
            throw Corrupt(defect);
        }
    }

    private void TakeStart(Marker marker, ArrayBufferWriter<byte> payload)
    {
        payload.Write(Hidden(marker).Span);
        if (marker.Flags.HasFlag(SegmentFlags.More))
        {
            return;
        }
        if (!VolumeStart.TryParse(marker, payload.WrittenSpan, out var start, out var defect))
        {
            throw Corrupt(defect);
        }
        if (start!.Archive.Codec != _framing.Codec)
        {
            throw Corrupt(Defect.BadField);
        }
        Start ??= start;
    }

    private void TakeEnd(Marker marker)
    {
        if (!VolumeEnd.TryParse(Hidden(marker).Span, out var end, out var defect))
        {
            throw Corrupt(defect);
        }
        End = end;
        StoredBytes += _offset;
    }

    private ReadOnlyMemory<byte> Hidden(Marker marker) =>
        _framing.TryReadHidden(marker, _segment, out var hidden, out var defect)
            ? hidden
            : throw Corrupt(defect);

    private CorruptArchiveException Corrupt(Defect defect) =>
        new(
            defect == Defect.Missing
                ? $"volume {_volume} is missing: there is nothing more to read"
                : $"volume {_volume} is damaged at byte {_offset}: {DefectText.Of(defect)}",
            _volume,
            _offset,
            defect
        );
}
