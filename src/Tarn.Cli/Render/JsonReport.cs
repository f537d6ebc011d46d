using Tarn.Cli.Render.Json;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>Tells a program: one JSON object per line (docs/json.md).</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="isQuiet">Whether <c>status</c> is left out.</param>
internal sealed class JsonReport(Output output, bool isQuiet) : IReport
{
    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Status(Progress progress, TimeSpan elapsed)
    {
        if (isQuiet)
        {
            return;
        }
        var (path, bytes) = JsonText.OfOptional(progress.Current);
        Write(
            new JsonLine.Status(
                progress.Entries,
                progress.ContentBytes,
                progress.StoredBytes,
                path,
                bytes,
                Math.Round(elapsed.TotalSeconds, 3)
            )
        );
    }

    /// <inheritdoc/>
    public void Problem(Problem problem)
    {
        var lost = LostEntry.Of(problem);
        Write(
            new JsonLine.Problem(JsonText.Of(problem.Kind), lost.Path, lost.PathBytes, problem.Message)
            {
                Volume = lost.Volume,
                Offset = lost.Offset,
                Size = lost.Size,
                Lost = lost.Lost,
                UnknownEntries = problem.UnknownEntries == 0 ? null : problem.UnknownEntries,
            }
        );
    }

    /// <inheritdoc/>
    public void Note(string message) => Write(new JsonLine.Note(message));

    /// <summary>Pictures are for people; the problems say the same.</summary>
    public void Map(string title, VolumeMap map) { }

    /// <inheritdoc/>
    public void Summary(JsonLine.Summary summary) => Write(summary);

    /// <inheritdoc/>
    public void Error(string message, IReadOnlySet<ExitCode.Reason> reasons) =>
        Write(new JsonLine.Error(message, ExitCode.Of(reasons), JsonText.Of(reasons)));

    private void Write(JsonLine line)
    {
        JsonLines.Write(line, output);
        output.Flush();
    }
}
