using System.Buffers;
using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;

namespace Tarn.Fuzz.Targets;

/// <summary>Bytes in JSON strings.</summary>
internal sealed class EscapedNames : ITarget
{
    /// <inheritdoc/>
    public string Name => "escaped-names";

    /// <inheritdoc/>
    public string Parses =>
        "bytes in JSON strings: any text as a string, and any bytes made into one and back";

    /// <inheritdoc/>
    public long Allowance => 1 << 20;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            "\"home/ada/hello.txt\""u8.ToArray(),
            "\"a%FFb%25\""u8.ToArray(),
            "\"a\\\"\\n\\u000A\\u00e9\\uD83D\\uDE00\""u8.ToArray(),
            "\"%C3A%ED%A0%80\""u8.ToArray(),
            "\"%c3%a9 %G0 %\""u8.ToArray(),
            "\"\\uD800\""u8.ToArray(),
            [0xC3, 0xA9, 0xFF, (byte)'%', 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80],
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (TryRead(input, out var bytes))
        {
            CheckAgain(bytes);
        }
        CheckAgain(new ByteString(input));
    }

    private static void CheckAgain(ByteString bytes)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, IndexJson.Writing);
        JsonSerializer.Serialize(json, bytes, JsonSerializerOptions.Default);
        json.Flush();
        Promise.That(
            TryRead(text.WrittenSpan, out var again) && again == bytes,
            "bytes that are written again are read as they were"
        );
    }

    private static bool TryRead(ReadOnlySpan<byte> json, out ByteString bytes)
    {
        bytes = default;
        try
        {
            bytes = JsonSerializer.Deserialize<ByteString>(json, JsonSerializerOptions.Default);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
