using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Format.Bytes;

/// <summary>
/// Bytes as a JSON string (spec/index.md, "Names"): the text itself where they are UTF-8; <c>%XX</c>, two upper-case
/// hex digits, for each byte that is not part of well-formed UTF-8, and for <c>%</c>. Exact, and any language's
/// percent-decoder reads it.
/// </summary>
internal sealed class EscapedBytes : JsonConverter<ByteString>
{
    private const byte Escape = (byte)'%';

    /// <inheritdoc/>
    public override ByteString Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("bytes are written as a string");
        }
        var text = new byte[reader.ValueSpan.Length];
        return new ByteString(Unescape(text.AsSpan(0, reader.CopyString(text))));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ByteString value, JsonSerializerOptions options)
    {
        if (IsPlain(value.Span))
        {
            writer.WriteStringValue(value.Span);
            return;
        }
        var escaped = new byte[value.Length * 3];
        writer.WriteStringValue(escaped.AsSpan(0, EscapeInto(value.Span, escaped)));
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes) =>
        !bytes.Contains(Escape) && System.Text.Unicode.Utf8.IsValid(bytes);

    private static int EscapeInto(ReadOnlySpan<byte> bytes, Span<byte> escaped)
    {
        var at = 0;
        while (!bytes.IsEmpty)
        {
            var status = System.Text.Rune.DecodeFromUtf8(bytes, out _, out var length);
            var valid = status == System.Buffers.OperationStatus.Done && bytes[0] != Escape;
            foreach (var value in bytes[..length])
            {
                at += valid ? Put(value, escaped[at..]) : PutEscaped(value, escaped[at..]);
            }
            bytes = bytes[length..];
        }
        return at;
    }

    private static int Put(byte value, Span<byte> output)
    {
        output[0] = value;
        return 1;
    }

    private static int PutEscaped(byte value, Span<byte> output)
    {
        output[0] = Escape;
        Convert.TryToHexString([value], output[1..3], out _);
        return 3;
    }

    private static Span<byte> Unescape(Span<byte> text)
    {
        var at = text.IndexOf(Escape);
        if (at < 0)
        {
            return text;
        }
        for (var from = at; from < text.Length; at++)
        {
            if (text[from] != Escape)
            {
                text[at] = text[from++];
                continue;
            }
            if (
                from + 2 >= text.Length
                || Convert.FromHexString(text.Slice(from + 1, 2), text.Slice(at, 1), out _, out var written)
                    != System.Buffers.OperationStatus.Done
                || written != 1
            )
            {
                throw new JsonException("% is not followed by two hex digits");
            }
            from += 3;
        }
        return text[..at];
    }
}
