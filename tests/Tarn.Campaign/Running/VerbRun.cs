using Tarn.Acceptance.Harness;
using Tarn.Campaign.Damage;
using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>One run of the program on what is left of an archive.</summary>
internal sealed class VerbRun
{
    private const string SecondsAtMost = "120";

    private readonly Expectation _expectation;
    private readonly string _verb;
    private readonly string _into;
    private readonly string _report;
    private readonly List<string> _arguments = [];
    private byte[]? _input;

    /// <summary>Prepares it.</summary>
    /// <param name="verb">Which.</param>
    /// <param name="expectation">What was done to the archive, and what has to come back.</param>
    /// <param name="place">A directory that holds its files in <c>in</c>, and gets what comes back.</param>
    /// <param name="dice">Choose how the files are given.</param>
    internal VerbRun(Verb verb, Expectation expectation, string place, Dice dice)
    {
        _expectation = expectation;
        _verb = verb.ToString().ToLowerInvariant();
        _into = $"{place}/{_verb}";
        _report = $"{place}/{_verb}.json";
        _arguments.Add(_verb);
        _arguments.AddRange(
            verb == Verb.Rescue ? Pieces(place, dice) : [$"{place}/in", expectation.Archive.Id]
        );
        _arguments.AddRange(verb == Verb.Verify ? [] : ["--into", _into]);
        _arguments.AddRange(["--report", _report, "-q"]);
    }

    /// <summary>As a shell takes it.</summary>
    internal string Command =>
        string.Join(' ', _arguments.Select(word => word.Contains(' ') ? $"'{word}'" : word).Prepend("tarn"))
        + (_input is null ? "" : " <in/*");

    /// <summary>Runs it to its end, but not for ever.</summary>
    internal (Outcome Outcome, string Errors) Run()
    {
        using var running = Tool.Start("timeout", [SecondsAtMost, TarnProgram.Path, .. _arguments]);
        var result = running.Finish(_input);
        var tree = _arguments.Contains("--into") ? RestoredTrees.Read(_into, _expectation) : null;
        return (Judgeable(result.Status, tree), result.Errors);
    }

    /// <summary>The directory, the files in any order, or a single file on standard input.</summary>
    private string[] Pieces(string place, Dice dice)
    {
        var files = _expectation.Damaged.Files;
        if (files.Count == 1 && dice.OneIn(3))
        {
            _input = files[0].Bytes;
            return ["-"];
        }
        return dice.OneIn(2)
            ? [$"{place}/in"]
            : dice.Shuffled(files.Select(file => $"{place}/in/{file.Name}"));
    }

    private Outcome Judgeable(int status, RestoredTree? tree)
    {
        try
        {
            var report = File.Exists(_report) ? LossReport.Parse(File.ReadAllBytes(_report)) : null;
            return new Outcome(status, report, tree);
        }
        catch (InvalidDataException bad)
        {
            return new Outcome(status, null, tree) { NoReport = bad.Message };
        }
    }
}
