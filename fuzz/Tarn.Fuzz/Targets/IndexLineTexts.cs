using System.Buffers;
using System.Text;
using System.Text.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Lines of the index.</summary>
internal sealed class IndexLineTexts : ITarget
{
    /// <inheritdoc/>
    public string Name => "index-lines";

    /// <inheritdoc/>
    public string Parses => "lines of the index";

    /// <inheritdoc/>
    public long Allowance => 1 << 20;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => [.. VectorSeeds.Of("index line"), LineOfControls];

    /// <summary>A path of control characters, each of which takes six bytes.</summary>
    private static byte[] LineOfControls
    {
        get
        {
            var path = string.Concat(Enumerable.Repeat("\\u0001", 400));
            return Encoding.ASCII.GetBytes(
                $$"""{"path":"{{path}}","type":"fifo","mtime":[0,0],"ctime":[0,0],"volume":1}"""
            );
        }
    }

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        var defect = IndexLines.Read(input, out var entry);
        Promise.That((defect == Defect.None) == (entry is not null), "there is an entry or a defect");
        if (entry is null)
        {
            return;
        }
        Promise.That(entry.Entry.Path.IsSafe, "a path leads nowhere else");
        var line = Write(entry);
        Promise.That(
            line.Length <= IndexLines.UpperBound(entry.Entry),
            $"a line of {line.Length} bytes is longer than any can be"
        );
        Promise.That(
            IndexLines.Read(line.AsSpan(..^1), out var again) == Defect.None
                && Write(again!).AsSpan().SequenceEqual(line),
            "a line that is written again is read as it was"
        );
    }

    private static byte[] Write(IndexEntry entry)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, IndexJson.Writing);
        IndexLines.Write(entry, json, lines);
        return lines.WrittenSpan.ToArray();
    }
}
