using System.Text;
using System.Text.Json;

namespace Tarn.Acceptance.Harness;

/// <summary>A problem as the program tells it with <c>--json</c>.</summary>
/// <param name="Kind">As in docs/json.md.</param>
/// <param name="Path">Absolute, one character for each byte, as in listings.</param>
/// <param name="Message">For a person.</param>
internal sealed record ToldProblem(string Kind, string Path, string Message)
{
    /// <summary>Those that a run told of, in its order.</summary>
    internal static List<ToldProblem> Of(ToolResult result)
    {
        var problems = new List<ToldProblem>();
        foreach (var line in result.Lines)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.GetProperty("type").GetString() == "problem")
            {
                problems.Add(new ToldProblem(Text(root, "kind"), $"/{PathOf(root)}", Text(root, "message")));
            }
        }
        return problems;
    }

    private static string PathOf(JsonElement problem)
    {
        var bytes = problem.TryGetProperty("path_bytes", out var exact)
            ? exact.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(Text(problem, "path"));
        return Encoding.Latin1.GetString(bytes);
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString()! : "";
}
