using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tarn.Format.Index;

/// <summary>How the lines of the index become JSON: snake_case, what does not apply left out, nothing unknown taken.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(IndexLine))]
[JsonSerializable(typeof(PieceLine))]
internal sealed partial class IndexJson : JsonSerializerContext
{
    /// <summary>Writes characters beyond ASCII as they are: the lines are UTF-8 and no HTML.</summary>
    public static JsonWriterOptions Writing { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
