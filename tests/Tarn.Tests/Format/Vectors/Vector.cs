using System.Text;

namespace Tarn.Tests.Format.Vectors;

/// <summary>One scenario of a wire structure: bytes, and what reading them gives (vectors/README.md).</summary>
/// <param name="Title">What is special about it.</param>
/// <param name="Structure">What the bytes are, as vectors/README.md names it.</param>
/// <param name="Bytes">The structure.</param>
/// <param name="Expect"><c>ok</c>, or the name of the defect.</param>
/// <param name="Fields">What was read, one <c>name: value</c> each.</param>
/// <param name="IsCanonical">Whether writing what was read gives the same bytes.</param>
internal sealed record Vector(
    string Title,
    string Structure,
    byte[] Bytes,
    string Expect,
    IReadOnlyList<string> Fields,
    bool IsCanonical
)
{
    public static Vector Parse(string text)
    {
        var title = new List<string>();
        var parts = new Dictionary<string, (string Value, List<string> Lines)>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                title.Add(line[1..].Trim());
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                current.Add(line[4..]);
            }
            else if (line.Length > 0)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                current = [];
                parts.Add(line[..colon], (line[(colon + 1)..].Trim(), current));
            }
        }
        return new Vector(
            string.Join(' ', title),
            parts["structure"].Value,
            VectorBytes.Parse(parts["bytes"].Lines),
            parts["expect"].Value,
            parts["expect"].Lines,
            parts["canonical"].Value == "yes"
        );
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Title).Append('\n');
        text.Append("structure: ").Append(Structure).Append('\n');
        text.Append("bytes:\n");
        foreach (var line in VectorBytes.Format(Bytes))
        {
            text.Append("    ").Append(line).Append('\n');
        }
        text.Append("expect: ").Append(Expect).Append('\n');
        foreach (var field in Fields)
        {
            text.Append("    ").Append(field).Append('\n');
        }
        text.Append("canonical: ").Append(IsCanonical ? "yes" : "no").Append('\n');
        return text.ToString();
    }
}
