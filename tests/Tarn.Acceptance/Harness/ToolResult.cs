using System.Text;
using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>What a program left behind.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record ToolResult(int Status, byte[] Output, string Errors)
{
    internal string Text => Encoding.UTF8.GetString(Output);

    internal string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal ToolResult AssertStatus(int status)
    {
        Assert.True(Status == status, $"exit status {Status}, not {status}\n{Shown(Errors)}\n{Shown(Text)}");
        return this;
    }

    /// <summary>Exit status 0 and nothing at all on standard error.</summary>
    internal ToolResult AssertSilent(string what = "it")
    {
        Assert.True(Status == 0 && Errors.Length == 0, $"{what}: exit status {Status}\n{Shown(Errors)}");
        return this;
    }

    private static string Shown(string text) => text.Length > 4000 ? text[..4000] + "\n..." : text;
}
