using System.Diagnostics;

namespace Tarn.Acceptance.Harness;

/// <summary>A program that was begun.</summary>
internal sealed class RunningTool(Process process) : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);

    internal bool HasExited => process.HasExited;

    internal void Signal(int signal) => Posix.Kill(process.Id, signal);

    /// <summary>Feeds it, and waits for its end.</summary>
    internal ToolResult Finish(byte[]? input = null)
    {
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want all of its input; its exit status tells why.
        }
        if (!process.WaitForExit(TooLong))
        {
            process.Kill(entireProcessTree: true);
        }
        Task.WaitAll(reading, errors);
        return new ToolResult(process.ExitCode, output.ToArray(), errors.Result);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        process.Dispose();
    }
}
