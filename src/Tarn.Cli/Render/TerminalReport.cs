using System.Globalization;
using Spectre.Console;
using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Results;
using Progress = Tarn.Results.Progress;

namespace Tarn.Cli.Render;

/// <summary>
/// Tells a person, on standard error: on a terminal in one line that is drawn again and again, otherwise in a plain line
/// now and then.
/// </summary>
internal sealed class TerminalReport : IReport
{
    private const string ToLineStart = "\r\e[2K";

    private readonly IAnsiConsole _console;
    private readonly bool _isQuiet;
    private readonly bool _isLive;
    private bool _isDrawn;

    /// <summary>Tells on standard error.</summary>
    /// <param name="isQuiet">Whether progress and summary are left out.</param>
    public TerminalReport(bool isQuiet)
    {
        _isQuiet = isQuiet;
        _console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(StandardError.Text) }
        );
        _isLive = _console.Profile.Out.IsTerminal && _console.Profile.Capabilities.Ansi;
    }

    /// <inheritdoc/>
    public TimeSpan Interval => _isLive ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public void Status(Progress progress, TimeSpan elapsed)
    {
        if (_isQuiet)
        {
            return;
        }
        var counts = Describe(progress, elapsed);
        if (_isLive)
        {
            Draw(counts, Human.Path(progress.Current));
        }
        else
        {
            Write($"{counts}  {Human.Path(progress.Current)}");
        }
    }

    /// <inheritdoc/>
    public void Problem(Problem problem) => Write(problem.Message);

    /// <inheritdoc/>
    public void Note(string message) => Write(message);

    /// <inheritdoc/>
    public void Map(string title, VolumeMap map)
    {
        if (_isQuiet || !_console.Profile.Out.IsTerminal)
        {
            return;
        }
        Write($"{title}: {MapText.Legend}");
        MapText.Write(_console, map);
    }

    /// <inheritdoc/>
    public void Summary(JsonLine.Summary summary)
    {
        if (_isQuiet)
        {
            Clear();
            return;
        }
        foreach (var line in SummaryText.Of(summary))
        {
            Write(line);
        }
    }

    /// <inheritdoc/>
    public void Error(string message, IReadOnlySet<ExitCode.Reason> reasons) => Write(message);

    private static string Describe(Progress progress, TimeSpan elapsed)
    {
        var rate = Human.Size((long)(progress.ContentBytes / Math.Max(0.001, elapsed.TotalSeconds)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Human.Duration(elapsed)}  {Human.Count(progress.Entries, "entry", "entries")}  "
                + $"{Human.Size(progress.ContentBytes)}  {rate}/s"
        );
    }

    /// <summary>The path gets what is left of the line; its end says more than its beginning.</summary>
    private void Draw(string counts, string path)
    {
        Clear();
        var room = _console.Profile.Width - counts.Length - 3;
        path = path[^Math.Min(path.Length, Math.Max(0, 2 * room))..];
        while (path.Length > 0 && path.GetCellWidth() > room)
        {
            path = path[(char.IsSurrogatePair(path, 0) ? 2 : 1)..];
        }
        _console.Write(new Text(counts));
        _console.Write(new Text($"  {path}", new Style(Color.Grey)));
        _isDrawn = true;
    }

    private void Clear()
    {
        if (_isDrawn)
        {
            _console.Write(new ControlCode(ToLineStart));
            _isDrawn = false;
        }
    }

    /// <summary>Not by way of the console, which would wrap lines where nobody sees its width.</summary>
    private void Write(string message)
    {
        Clear();
        StandardError.Text.WriteLine($"tarn: {Printable.Of(message)}");
    }
}
