using System.Globalization;
using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>Adds up the cases, and prints: failing ones at once, one line for each kind at the end. Thread-safe.</summary>
internal sealed class Scoreboard(CampaignOptions options, TextWriter output)
{
    private const int MostFindings = 8;
    private const string Total = "total";

    private readonly Lock _turn = new();
    private readonly Dictionary<string, Score> _scores = new(StringComparer.Ordinal);

    /// <summary>Whether no case failed.</summary>
    internal bool IsGood { get; private set; } = true;

    internal void Add(CaseResult result)
    {
        lock (_turn)
        {
            foreach (var name in new[] { result.Case.Kind.Name, Total })
            {
                _scores[name] = _scores.GetValueOrDefault(name, new Score()).With(result);
            }
            if (!result.IsGood)
            {
                IsGood = false;
                Tell(result);
            }
        }
    }

    internal void PrintTable()
    {
        output.WriteLine();
        Print(
            "kind",
            "cases",
            "failed",
            "runs",
            "lost",
            "told",
            "silent",
            "quiet",
            "lost set",
            "list",
            "status"
        );
        foreach (var (name, score) in _scores.Where(score => score.Key != Total))
        {
            Print(name, score);
        }
        Print(Total, _scores.GetValueOrDefault(Total, new Score()));
    }

    private void Print(string name, Score score) =>
        Print(
            name,
            [
                .. new[] { score.Cases, score.Failed, score.Runs, score.Due, score.Told }
                    .Concat(Enum.GetValues<Fault>().Select(score.Of))
                    .Select(number => number.ToString(CultureInfo.InvariantCulture)),
            ]
        );

    private void Print(string name, params string[] columns) =>
        output.WriteLine(name.PadRight(16) + string.Concat(columns.Select(column => column.PadLeft(9))));

    private void Tell(CaseResult result)
    {
        output.WriteLine($"case {result.Case.Number}, {result.Case.Kind.Name}: {result.What}");
        output.WriteLine($"  again: tests/campaign {options.Choices} --case {result.Case.Number}");
        foreach (var run in result.Runs.Where(run => run.Findings.Count > 0))
        {
            output.WriteLine($"  {run.Command}");
            foreach (var finding in run.Findings.Take(MostFindings))
            {
                output.WriteLine($"    {finding.Fault}: {finding.What}");
            }
            if (run.Findings.Count > MostFindings)
            {
                output.WriteLine($"    and {run.Findings.Count - MostFindings} more");
            }
            if (run.Errors.Length > 0)
            {
                output.WriteLine($"    it said: {run.Errors.TrimEnd().Split('\n')[^1]}");
            }
        }
        output.Flush();
    }
}
