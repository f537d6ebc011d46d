using System.Text;
using System.Text.Json;
using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Oracle;

/// <summary>What a verb said is lost. Paths as in listings: each character is one byte.</summary>
/// <param name="Operation">The verb.</param>
/// <param name="Damaged">Nothing of these came out, because what holds them is damaged.</param>
/// <param name="Missing">Nothing of these came out, because their volume is not there.</param>
/// <param name="Partial">Of these a part came out; with the bytes that did not.</param>
/// <param name="UnknownEntries">How many more are lost whose names nobody knows.</param>
internal sealed record LossReport(
    string Operation,
    IReadOnlyList<string> Damaged,
    IReadOnlyList<string> Missing,
    IReadOnlyList<LossReport.PartialFile> Partial,
    long UnknownEntries
)
{
    /// <summary>How many entries it speaks of.</summary>
    internal long Entries => Damaged.Count + Missing.Count + Partial.Count + UnknownEntries;

    /// <summary>A file of which a part came out.</summary>
    internal sealed record PartialFile(string Path, long Size, IReadOnlyList<ByteRange> Gaps);

    /// <summary>Reads the file that <c>--report</c> writes.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static LossReport Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != 1)
            {
                throw new InvalidDataException("a report of another version");
            }
            return new LossReport(
                root.GetProperty("operation").GetString()!,
                [.. root.GetProperty("damaged").EnumerateArray().Select(PathOf)],
                [.. root.GetProperty("missing").EnumerateArray().Select(PathOf)],
                [.. root.GetProperty("partial").EnumerateArray().Select(ParsePartial)],
                root.GetProperty("unknown_entries").GetInt64()
            );
        }
        catch (Exception bad)
            when (bad is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            )
        {
            throw new InvalidDataException($"no report: {bad.Message}", bad);
        }
    }

    private static PartialFile ParsePartial(JsonElement file) =>
        new(
            PathOf(file),
            file.GetProperty("size").GetInt64(),
            ByteRange.Joined(
                file.GetProperty("lost")
                    .EnumerateArray()
                    .Select(gap =>
                    {
                        var offset = gap.GetProperty("offset").GetInt64();
                        return new ByteRange(offset, offset + gap.GetProperty("length").GetInt64());
                    })
            )
        );

    /// <summary>The text, or its exact bytes beside it if it is not UTF-8 (docs/json.md).</summary>
    private static string PathOf(JsonElement entry) =>
        Encoding.Latin1.GetString(
            entry.TryGetProperty("path_bytes", out var exact)
                ? exact.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(entry.GetProperty("path").GetString()!)
        );
}
