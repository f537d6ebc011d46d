using System.Diagnostics;

namespace Tarn.Acceptance.Harness;

/// <summary>Programs as a person runs them: a line of shell, in the C locale.</summary>
internal static class Tool
{
    /// <summary>Runs a script to its end. Every part of a pipe counts: bash's pipefail.</summary>
    internal static ToolResult Shell(string script, string? directory = null, byte[]? input = null)
    {
        using var running = Start("bash", ["-o", "pipefail", "-c", script], directory);
        return running.Finish(input);
    }

    /// <summary>Begins a program; it has ten minutes unless told otherwise.</summary>
    internal static RunningTool Start(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        TimeSpan? atMost = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        start.Environment["XDG_STATE_HOME"] = Path.Combine(Path.GetTempPath(), "tarn-acceptance-state");
        start.Environment["NO_COLOR"] = "1";
        return new RunningTool(Process.Start(start)!, atMost);
    }
}
