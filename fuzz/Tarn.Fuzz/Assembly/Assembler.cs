using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;

namespace Tarn.Fuzz.Assembly;

/// <summary>
/// Puts an archive together from records: compresses, counts, and writes markers, so that damage in a recipe ends up
/// behind every check. Nothing else is made right.
/// </summary>
internal sealed class Assembler : IDisposable
{
    private const int FastLevel = 1;

    /// <summary>Where a volume start says the codec (spec/volumes.md).</summary>
    private const int CodecOffset = 525;

    private readonly IFraming _framing;
    private readonly IBodyEncoder _encoder;
    private readonly List<List<byte>> _volumes = [];
    private readonly Places _places = new();
    private long _sequence;
    private long _tarOffset;
    private (long Sequence, long TarOffset) _entry;

    private Assembler(IFraming framing)
    {
        _framing = framing;
        _encoder = framing.CreateEncoder(FastLevel);
        BeginVolume();
    }

    private List<byte> Volume => _volumes[^1];

    /// <summary>The volumes of a recipe, whose first byte is the codec: odd for zstd.</summary>
    public static IReadOnlyList<byte[]> Assemble(ReadOnlyMemory<byte> recipe)
    {
        if (recipe.IsEmpty)
        {
            return
            [
                [],
            ];
        }
        using var assembler = new Assembler((recipe.Span[0] & 1) == 1 ? Framings.Zstd : Framings.Gzip);
        foreach (var record in Record.ReadAll(recipe[1..]))
        {
            assembler.Add(record);
        }
        return [.. assembler._volumes.Select(volume => volume.ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    private void BeginVolume()
    {
        _volumes.Add([.. _framing.Prologue]);
        _places.BeginVolume();
    }

    private void Add(Record record)
    {
        if (record.Kind == Record.NextVolume)
        {
            BeginVolume();
            return;
        }
        _places.Note(record, Volume.Count);
        _entry = record.Kind == SegmentKind.Entry ? (_sequence, _tarOffset) : _entry;
        if (record.Kind is SegmentKind.Entry or SegmentKind.Continuation or SegmentKind.End)
        {
            var visible = Mending.Headers(Padded(record.Payload.Span));
            AddSegment(
                record,
                [],
                visible.Length == 0 ? _framing.EmptyBody : Encode(visible),
                visible.Length
            );
            return;
        }
        var hidden = record.Kind switch
        {
            SegmentKind.Index =>
            [
                .. _framing.StandaloneHeader,
                .. Encode(_places.WriteInto(record.Payload.Span)),
            ],
            SegmentKind.VolumeStart => WithCodec(record.Payload.ToArray()),
            SegmentKind.VolumeEnd => MakeEnd(record.Payload.Span),
            _ => record.Payload.ToArray(),
        };
        var length = Math.Min(hidden.Length, Limits.MaxHiddenPayload);
        AddSegment(record, hidden.AsSpan(0, length), _framing.EmptyBody, 0);
    }

    private void AddSegment(
        Record record,
        ReadOnlySpan<byte> hidden,
        ReadOnlySpan<byte> body,
        int visibleLength
    )
    {
        var marker = Spoil(
            new Marker
            {
                Kind = record.Kind,
                Flags = record.Flags,
                Volume = _volumes.Count,
                Archive = default,
                Sequence = _sequence,
                TarOffset = _tarOffset,
                EntrySequence = _entry.Sequence,
                EntryTarOffset = _entry.TarOffset,
                VisibleLength = visibleLength,
                HiddenLength = hidden.Length,
                HiddenCheck = hidden.IsEmpty ? 0 : SegmentCheck.Of(hidden),
                StoredLength = _framing.StoredLength(hidden.Length, body.Length),
            },
            record
        );
        var head = new byte[_framing.HeadSize()];
        _framing.WritePrefix(head, hidden.Length);
        marker.WriteTo(head.AsSpan(_framing.PrefixSize));
        Volume.AddRange(head);
        Volume.AddRange(hidden);
        Volume.AddRange(body);
        _sequence++;
        _tarOffset += visibleLength;
    }

    private static Marker Spoil(Marker marker, Record record) =>
        record.Wrong switch
        {
            MarkerField.Volume => marker with { Volume = marker.Volume + record.By },
            MarkerField.Sequence => marker with { Sequence = marker.Sequence + record.By },
            MarkerField.TarOffset => marker with { TarOffset = marker.TarOffset + record.By },
            MarkerField.VisibleLength => marker with { VisibleLength = marker.VisibleLength + record.By },
            MarkerField.StoredLength => marker with { StoredLength = marker.StoredLength + record.By },
            MarkerField.EntryTarOffset => marker with { EntryTarOffset = marker.EntryTarOffset + record.By },
            MarkerField.EntrySequence => marker with { EntrySequence = marker.EntrySequence + record.By },
            _ => marker,
        };

    private byte[] Encode(ReadOnlySpan<byte> visible)
    {
        var body = new byte[_framing.MaxBodyLength(visible.Length)];
        return body[.._encoder.Encode(visible, body)];
    }

    private static byte[] Padded(ReadOnlySpan<byte> stream) =>
        [.. stream, .. new byte[TarBlock.PaddingAfter(stream.Length)]];

    /// <summary>One recipe is good for both codecs.</summary>
    private byte[] WithCodec(byte[] payload)
    {
        if (payload.Length > CodecOffset)
        {
            payload[CodecOffset] = (byte)_framing.Codec;
        }
        return payload;
    }

    /// <summary>Fills up a volume end, and makes right what it says of this volume.</summary>
    private byte[] MakeEnd(ReadOnlySpan<byte> recipe)
    {
        var payload = new byte[VolumeEnd.SegmentSize - _framing.StoredLength(0, _framing.EmptyBody.Length)];
        recipe[..Math.Min(recipe.Length, payload.Length)].CopyTo(payload);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(512), Volume.Count);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(560), _tarOffset);
        _places.WriteOver(payload);
        return payload;
    }
}
