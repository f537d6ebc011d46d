using System.Buffers.Binary;
using System.Globalization;
using System.Text;
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

    /// <summary>Records that lines of the index can name.</summary>
    private const int MostNamed = 32;

    private readonly IFraming _framing;
    private readonly IBodyEncoder _encoder;
    private readonly List<List<byte>> _volumes = [];
    private readonly List<int> _offsets = [];
    private long _sequence;
    private long _tarOffset;
    private (long Sequence, long TarOffset) _entry;
    private (long First, long Index, long Directory) _places;

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
        _places = default;
    }

    private void Add(Record record)
    {
        if (record.Kind == Record.NextVolume)
        {
            BeginVolume();
            return;
        }
        Note(record);
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
            SegmentKind.Index => [.. _framing.StandaloneHeader, .. Encode(WithOffsets(record.Payload.Span))],
            SegmentKind.VolumeStart => WithCodec(record.Payload.ToArray()),
            SegmentKind.VolumeEnd => WithPlaces(record.Payload.Span),
            _ => record.Payload.ToArray(),
        };
        var length = Math.Min(hidden.Length, Limits.MaxHiddenPayload);
        AddSegment(record, hidden.AsSpan(0, length), _framing.EmptyBody, 0);
    }

    /// <summary>Remembers where things are, for the volume's end and for lines of the index.</summary>
    private void Note(Record record)
    {
        _offsets.Add(Volume.Count);
        switch (record.Kind)
        {
            case SegmentKind.Entry:
                _entry = (_sequence, _tarOffset);
                _places.First = _places.First == 0 ? Volume.Count : _places.First;
                break;
            case SegmentKind.Index when record.Flags.HasFlag(SegmentFlags.Directory):
                _places.Directory = Volume.Count;
                break;
            case SegmentKind.Index:
                _places.Index = _places.Index == 0 ? Volume.Count : _places.Index;
                break;
            default:
                break;
        }
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

    /// <summary>Puts in place of each <c>@3</c> where the segment of the third record (from 0) begins.</summary>
    private byte[] WithOffsets(ReadOnlySpan<byte> lines)
    {
        var text = new StringBuilder(Encoding.Latin1.GetString(lines));
        for (var i = Math.Min(_offsets.Count, MostNamed) - 1; i >= 0; i--)
        {
            text.Replace($"@{i}", _offsets[i].ToString(CultureInfo.InvariantCulture));
        }
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>One recipe is good for both codecs.</summary>
    private byte[] WithCodec(byte[] payload)
    {
        if (payload.Length > CodecOffset)
        {
            payload[CodecOffset] = (byte)_framing.Codec;
        }
        return payload;
    }

    /// <summary>Fills up a volume end, and writes where its own and the other places are over what it says.</summary>
    private byte[] WithPlaces(ReadOnlySpan<byte> recipe)
    {
        var payload = new byte[VolumeEnd.SegmentSize - _framing.StoredLength(0, _framing.EmptyBody.Length)];
        recipe[..Math.Min(recipe.Length, payload.Length)].CopyTo(payload);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(512), Volume.Count);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(520), _places.Index);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(528), _places.Directory);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(536), _places.First);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(560), _tarOffset);
        return payload;
    }
}
