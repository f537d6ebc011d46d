using System.ComponentModel;
using System.Diagnostics;

namespace Tarn.Acceptance.Harness;

/// <summary>A program that was begun. However one waits for it, that has an end: it is killed when it takes too long.</summary>
internal sealed class RunningTool : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly TimeSpan _atMost;
    private readonly Timer _end;

    internal RunningTool(Process process, TimeSpan? atMost = null)
    {
        _process = process;
        _atMost = atMost ?? TooLong;
        _end = new Timer(_ => process.Kill(entireProcessTree: true), null, _atMost, Timeout.InfiniteTimeSpan);
    }

    private string Name =>
        $"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}";

    internal bool HasExited => _process.HasExited;

    /// <summary>The files and directories that it has open; to be asked while it is paused.</summary>
    internal IEnumerable<string> OpenPaths =>
        Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Select(Posix.ReadLink);

    /// <summary>Stops all of it, until it is resumed; false if it has ended.</summary>
    internal bool TryPause()
    {
        try
        {
            Signal(Posix.Sigstop);
            var since = Stopwatch.StartNew();
            var states = ThreadStates;
            while (states.Any(state => state is not ('T' or 'Z')))
            {
                if (since.Elapsed > Soon)
                {
                    throw new TimeoutException($"{Name} does not stop: {string.Concat(states)}");
                }
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

    internal void Signal(int signal) => Posix.Kill(_process.Id, signal);

    /// <summary>Feeds it, and waits for its end. It is killed if it takes too long.</summary>
    internal ToolResult Finish(byte[]? input = null)
    {
        using var output = new MemoryStream();
        var reading = _process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = _process.StandardError.ReadToEndAsync();
        var feeding = FeedAsync(input);
        if (!_process.WaitForExit(_atMost + Soon))
        {
            throw new TimeoutException($"{Name} does not end; its threads: {string.Concat(ThreadStates)}");
        }
        // What it has begun may live on and keep these open.
        if (!Task.WhenAll(feeding, reading, errors).Wait(Soon))
        {
            throw new TimeoutException(
                $"{Name} has ended, but somebody still holds its input or output open"
            );
        }
        return new ToolResult(_process.ExitCode, output.ToArray(), errors.Result);
    }

    private async Task FeedAsync(byte[]? input)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want all of its input; its exit status tells why.
        }
    }

    /// <summary>Of each thread, as each stops by itself.</summary>
    private char[] ThreadStates => [.. Directory.GetDirectories($"/proc/{_process.Id}/task").Select(StateOf)];

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
        _end.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(Soon);
        }
        _process.Dispose();
    }
}
