using System.Buffers;
using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;

namespace Tarn.Tests.Format.Vectors;

/// <summary>How each structure that vectors are of is read and written.</summary>
internal static class Structures
{
    public static IReadOnlyDictionary<string, Func<byte[], Reading>> All { get; } =
        new Dictionary<string, Func<byte[], Reading>>(StringComparer.Ordinal)
        {
            ["tar entry"] = TarEntry,
            ["number"] = Number,
            ["pax records"] = PaxRecordsOf,
            ["pax time"] = PaxTimeOf,
            ["marker"] = MarkerOf,
            ["gzip segment"] = bytes => Segment(Framings.Gzip, bytes),
            ["zstd segment"] = bytes => Segment(Framings.Zstd, bytes),
            ["gzip volume start"] = bytes => Start(Framings.Gzip, bytes),
            ["zstd volume start"] = bytes => Start(Framings.Zstd, bytes),
            ["gzip volume end"] = bytes => End(Framings.Gzip, bytes),
            ["zstd volume end"] = bytes => End(Framings.Zstd, bytes),
            ["index line"] = Line,
            ["directory line"] = DirectoryLine,
        };

    private static Reading TarEntry(byte[] bytes)
    {
        var found = new FirstEntry();
        var defect = new TarDecoder(found).Push(bytes);
        if (defect != Defect.None || found.Entry is null)
        {
            return Reading.Refused(defect == Defect.None ? Defect.Truncated : defect);
        }
        var rewritten = found.Entry.Path.IsSafe ? Sample.HeadersAndMapOf(found.Entry) : [];
        return new Reading(Defect.None, Fields.Of(found.Entry), rewritten);
    }

    private static Reading Number(byte[] bytes)
    {
        if (!NumberField.TryRead(bytes, out var value))
        {
            return Reading.Refused(Defect.BadField);
        }
        var field = new byte[bytes.Length];
        if (value >= 0)
        {
            NumberField.Write(field, value);
        }
        return new Reading(Defect.None, [$"value: {value}"], field);
    }

    private static Reading PaxRecordsOf(byte[] bytes)
    {
        var fields = new List<string>();
        var rewritten = new ArrayBufferWriter<byte>();
        for (ReadOnlySpan<byte> rest = bytes; !rest.IsEmpty; )
        {
            if (!PaxRecords.TryRead(ref rest, out var keyword, out var value, out var defect))
            {
                return Reading.Refused(defect);
            }
            fields.Add($"{Fields.Name(keyword)} = {Fields.Name(value)}");
            PaxRecords.Write(rewritten, keyword, value);
        }
        return new Reading(Defect.None, fields, rewritten.WrittenSpan.ToArray());
    }

    private static Reading PaxTimeOf(byte[] bytes)
    {
        if (!PaxTime.TryParse(bytes, out var time))
        {
            return Reading.Refused(Defect.BadField);
        }
        var text = new byte[32];
        var length = PaxTime.Format(time, text);
        return new Reading(Defect.None, [$"time: {Fields.Time(time)}"], text[..length]);
    }

    private static Reading MarkerOf(byte[] bytes) =>
        Marker.TryParse(bytes, out var marker, out var defect)
            ? new Reading(Defect.None, Fields.Of(marker), Sample.BytesOf(marker))
            : Reading.Refused(defect);

    private static Reading Segment(IFraming framing, byte[] bytes)
    {
        if (
            !framing.TryReadHead(bytes, out var marker, out var defect)
            || !framing.TryReadHidden(marker, bytes, out var hidden, out defect)
        )
        {
            return Reading.Refused(defect);
        }
        using var decoder = framing.CreateDecoder();
        var visible = new byte[marker.VisibleLength];
        defect = visible.Length == 0 ? Defect.None : decoder.Decode(framing.Body(marker, bytes), visible);
        if (defect != Defect.None)
        {
            return Reading.Refused(defect);
        }
        var payload =
            visible.Length == 0 ? $"hidden: {Fields.Hash(hidden.Span)}" : $"visible: {Fields.Hash(visible)}";
        var head = new byte[framing.HeadSize()];
        framing.WritePrefix(head, marker.HiddenLength);
        marker.WriteTo(head.AsSpan(framing.PrefixSize));
        var body = framing.Body(marker, bytes).Span;
        return new Reading(
            Defect.None,
            [.. Fields.Of(marker), payload],
            [.. head, .. hidden.Span, .. visible.Length == 0 ? framing.EmptyBody : body]
        );
    }

    private static Reading Start(IFraming framing, byte[] bytes)
    {
        if (
            !framing.TryReadHead(bytes, out var marker, out var defect)
            || !framing.TryReadHidden(marker, bytes, out var hidden, out defect)
            || !VolumeStart.TryParse(marker, hidden.Span, out var start, out defect)
        )
        {
            return Reading.Refused(defect);
        }
        var payload = new byte[hidden.Length];
        start!.WriteTo(payload);
        return new Reading(Defect.None, Fields.Of(start), Rewrite(framing, marker, payload));
    }

    private static Reading End(IFraming framing, byte[] bytes)
    {
        if (
            !framing.TryReadHead(bytes, out var marker, out var defect)
            || !framing.TryReadHidden(marker, bytes, out var hidden, out defect)
            || !VolumeEnd.TryParse(hidden.Span, out var end, out defect)
        )
        {
            return Reading.Refused(defect);
        }
        var payload = new byte[hidden.Length];
        end.WriteTo(framing.Codec, payload);
        return new Reading(Defect.None, Fields.Of(end), Rewrite(framing, marker, payload));
    }

    private static Reading Line(byte[] bytes)
    {
        var defect = IndexLines.Read(bytes, out var entry);
        if (entry is null)
        {
            return Reading.Refused(defect);
        }
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, IndexJson.Writing);
        IndexLines.Write(entry, json, lines);
        return new Reading(Defect.None, Fields.Of(entry), lines.WrittenSpan[..^1].ToArray());
    }

    private static Reading DirectoryLine(byte[] bytes)
    {
        using var encoder = Framings.Gzip.CreateEncoder(0);
        using var pieces = new IndexPieces(Framings.Gzip);
        var body = new byte[Framings.Gzip.MaxBodyLength(bytes.Length)];
        var length = encoder.Encode(bytes, body);
        byte[] piece = [.. Framings.Gzip.StandaloneHeader, .. body[..length]];
        var defect = pieces.ReadDirectory(piece, out var lines);
        return defect == Defect.None
            ? new Reading(
                Defect.None,
                [
                    $"offset: {lines[0].Offset}",
                    $"lines: {lines[0].Lines}",
                    $"first: {Fields.Name(lines[0].First.Span)}",
                ],
                bytes
            )
            : Reading.Refused(defect);
    }

    private static byte[] Rewrite(IFraming framing, Marker marker, byte[] payload)
    {
        var head = new byte[framing.HeadSize()];
        framing.WritePrefix(head, payload.Length);
        (marker with { HiddenCheck = SegmentCheck.Of(payload) }).WriteTo(head.AsSpan(framing.PrefixSize));
        return [.. head, .. payload, .. framing.EmptyBody];
    }
}
