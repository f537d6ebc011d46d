using System.ComponentModel;
using System.Diagnostics;

namespace Tarn.Acceptance.Harness;

/// <summary>A program that was begun.</summary>
internal sealed class RunningTool(Process process) : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);

    internal bool HasExited => process.HasExited;

    /// <summary>The files and directories that it has open; to be asked while it is paused.</summary>
    internal IEnumerable<string> OpenPaths =>
        Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Select(Posix.ReadLink);

    /// <summary>Stops all of it, until it is resumed; false if it has ended.</summary>
    internal bool TryPause()
    {
        try
        {
            Signal(Posix.Sigstop);
            var states = ThreadStates;
            while (states.Any(state => state is not ('T' or 'Z')))
            {
                Thread.Yield();
                states = ThreadStates;
            }
            return states.Contains('T');
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            return false;
        }
    }

    internal void Resume() => Signal(Posix.Sigcont);

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

    /// <summary>Of each thread, as each stops by itself.</summary>
    private char[] ThreadStates => [.. Directory.GetDirectories($"/proc/{process.Id}/task").Select(StateOf)];

    /// <summary>The letter behind the name in proc_pid_stat(5).</summary>
    private static char StateOf(string thread)
    {
        try
        {
            var stat = File.ReadAllText($"{thread}/stat");
            return stat[stat.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return 'Z'; // It has ended in the meantime.
        }
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
