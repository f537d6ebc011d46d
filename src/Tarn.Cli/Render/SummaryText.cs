using Tarn.Cli.Render.Json;

namespace Tarn.Cli.Render;

/// <summary>What a run has done, for people.</summary>
internal static class SummaryText
{
    /// <summary>One line, and one more if there were problems.</summary>
    public static IEnumerable<string> Of(JsonLine.Summary summary)
    {
        var entries = Human.Count(summary.Entries, "entry", "entries");
        var content = Human.Size(summary.ContentBytes);
        var time = Human.Duration(TimeSpan.FromSeconds(summary.ElapsedSeconds));
        yield return summary is { Archive: null, Operation: "backup" } ? $"would store {entries}, {content}"
        : summary.DryRun == true ? $"would restore {entries}, {content}"
        : summary.Archive is { } archive
            ? $"archive {archive[..12]} of set {summary.Set}: {entries}, {content}, stored as "
                + $"{Human.Size(summary.StoredBytes ?? 0)} in {Human.Count(summary.Volumes ?? 0, "volume", "volumes")}, "
                + $"in {time}"
        : summary.VerifiedArchive is { } verified
            ? $"archive {verified[..12]}: {(summary.Problems.Count == 0 ? "whole" : "NOT whole")}"
                + (
                    summary.WholeEntries > 0 || summary.Entries > 0
                        ? $", {summary.WholeEntries:N0} of {entries} whole"
                        : ""
                )
                + $", {Human.Size(summary.StoredBytes ?? 0)} read, in {time}"
        : $"restored {entries}, {content}, in {time}";
        if (summary.LeftOut is > 0 and var leftOut)
        {
            yield return $"left out as asked for: {Human.Count(leftOut)} (a directory with all in it counts as one)";
        }
        if (summary.Problems.Count > 0)
        {
            var kinds = summary.Problems.Select(problem =>
                $"{Human.Count(problem.Value)} {Describe(problem.Key)}"
            );
            // What cannot be stored by its nature, a socket say, leaves nothing to be desired.
            var isWell = summary.Problems.Keys.All(kind => kind == "skipped");
            yield return (isWell ? "" : "not all is well: ") + string.Join(", ", kinds);
        }
    }

    private static string Describe(string kind) =>
        kind switch
        {
            "skipped" => "skipped",
            "unreadable" => "could not be read",
            "changed" => "changed while read",
            "unwritable" => "could not be written",
            "damaged" => "damaged",
            "missing" => "missing",
            _ => kind,
        };
}
