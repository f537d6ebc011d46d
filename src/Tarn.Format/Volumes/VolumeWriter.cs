using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>Writes one volume's segments, counts its bytes and hashes them. Decides nothing. Not thread-safe.</summary>
internal sealed class VolumeWriter : IDisposable
{
    private readonly ArchiveParameters _archive;
    private readonly IFraming _framing;
    private readonly IVolumeSink _sink;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head;

    /// <summary>Begins volume <paramref name="start"/>.Volume and writes its start.</summary>
    public VolumeWriter(VolumeStart start, StreamPosition position, IVolumeSink sink)
    {
        _archive = start.Archive;
        _framing = _archive.Framing;
        _sink = sink;
        _head = new byte[_framing.HeadSize()];
        Number = start.Volume;
        End = new VolumeEnd { FirstSequence = position.Sequence, TarBegin = position.TarOffset };
        sink.Begin(Number);
        Write(_framing.Prologue);
        var payload = new byte[PayloadLengthOf(start, out _)];
        start.WriteTo(payload);
        WriteHidden(SegmentKind.VolumeStart, SegmentFlags.None, payload, position);
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>What its end will say, as far as it is known.</summary>
    public VolumeEnd End { get; set; }

    /// <summary>Bytes of prologue and volume start: a multiple of <see cref="VolumeStart.Alignment"/>.</summary>
    public static int LengthOf(VolumeStart start) => PayloadLengthOf(start, out var overhead) + overhead;

    /// <summary>The next segment begins entries.</summary>
    public void CountEntries(int count) =>
        End = End with
        {
            Entries = End.Entries + count,
            FirstEntryOffset = End.FirstEntryOffset == 0 ? Length : End.FirstEntryOffset,
        };

    /// <summary>Writes a segment with visible payload.</summary>
    public void WriteVisible(
        SegmentKind kind,
        EncodedSegment segment,
        StreamPosition position,
        SegmentLocation entry
    )
    {
        var marker = MarkerOf(kind, segment.Flags, position, [], segment.Body.Length) with
        {
            VisibleLength = segment.VisibleLength,
            EntrySequence = entry.Sequence,
            EntryTarOffset = entry.TarOffset,
        };
        WriteSegment(marker, [], segment.Body.Span);
        position.Advance(segment.VisibleLength);
    }

    /// <summary>Writes a hidden payload of any length, in as many segments as it takes.</summary>
    public void WriteHidden(
        SegmentKind kind,
        SegmentFlags flags,
        ReadOnlySpan<byte> payload,
        StreamPosition position
    )
    {
        while (!payload.IsEmpty)
        {
            var part = payload[..Math.Min(payload.Length, Limits.MaxHiddenPayload)];
            payload = payload[part.Length..];
            var more = payload.IsEmpty ? SegmentFlags.None : SegmentFlags.More;
            var marker = MarkerOf(kind, flags | more, position, part, _framing.EmptyBody.Length);
            WriteSegment(marker, part, _framing.EmptyBody);
            position.Advance(0);
        }
    }

    /// <summary>Writes the end and tells the sink; what it says of the volume as a whole.</summary>
    public VolumeEnd Complete(StreamPosition position, bool isLast)
    {
        End = End with
        {
            Offset = Length,
            TarEnd = position.TarOffset,
            IsLast = isLast,
            Sha256 = new ByteString(_sha256.GetCurrentHash()),
        };
        var payload = new byte[VolumeEnd.SegmentSize - _framing.StoredLength(0, _framing.EmptyBody.Length)];
        End.WriteTo(_archive.Codec, payload);
        WriteHidden(SegmentKind.VolumeEnd, SegmentFlags.None, payload, position);
        _sink.Complete(isLast);
        return End;
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256.Dispose();

    /// <summary>Bytes of the start's payload, zeros at its end included, and of all that is around it.</summary>
    private static int PayloadLengthOf(VolumeStart start, out int overhead)
    {
        var framing = start.Archive.Framing;
        for (var segments = 1; ; segments++)
        {
            overhead =
                framing.Prologue.Length + (segments * framing.StoredLength(0, framing.EmptyBody.Length));
            var length =
                (start.Length + overhead + VolumeStart.Alignment - 1)
                / VolumeStart.Alignment
                * VolumeStart.Alignment;
            if (HiddenPayload.SegmentCount(length - overhead) <= segments)
            {
                return length - overhead;
            }
        }
    }

    private Marker MarkerOf(
        SegmentKind kind,
        SegmentFlags flags,
        StreamPosition position,
        ReadOnlySpan<byte> hidden,
        int bodyLength
    ) =>
        new()
        {
            Kind = kind,
            Flags = flags,
            Volume = Number,
            Archive = _archive.Id,
            Sequence = position.Sequence,
            TarOffset = position.TarOffset,
            HiddenLength = hidden.Length,
            HiddenCheck = hidden.IsEmpty ? 0 : SegmentCheck.Of(hidden),
            StoredLength = _framing.StoredLength(hidden.Length, bodyLength),
        };

    private void WriteSegment(Marker marker, ReadOnlySpan<byte> hidden, ReadOnlySpan<byte> body)
    {
        _framing.WritePrefix(_head, hidden.Length);
        marker.WriteTo(_head.AsSpan(_framing.PrefixSize));
        Write(_head);
        Write(hidden);
        Write(body);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        _sha256.AppendData(bytes);
        _sink.Write(bytes);
        Length += bytes.Length;
    }
}
