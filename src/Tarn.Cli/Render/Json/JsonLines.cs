using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Cli.Render.Json;

/// <summary>How lines become JSON: snake_case, no member that has no value.</summary>
[JsonSerializable(typeof(JsonLine))]
[JsonSerializable(typeof(LostEntry))]
internal sealed partial class JsonLines : JsonSerializerContext
{
    /// <summary>One object on one line; text beyond ASCII stays readable, control characters are escaped.</summary>
    public static readonly JsonLines OneLine = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>Appends a line to <paramref name="output"/>.</summary>
    public static void Write(JsonLine line, Output output)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(line, OneLine.JsonLine));
        output.End();
    }
}
