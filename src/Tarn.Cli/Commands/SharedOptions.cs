using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;

namespace Tarn.Cli.Commands;

/// <summary>Options that several verbs have.</summary>
internal sealed class SharedOptions
{
    private const int MostWorkers = 1024;

    /// <summary>JSON lines instead of text.</summary>
    public Option<bool> Json { get; } = Parsing.Flag("--json");

    /// <summary>No progress and no summary.</summary>
    public Option<bool> Quiet { get; } = Parsing.Flag("--quiet", "-q");

    /// <summary>What would be done is told, and nothing is written.</summary>
    public Option<bool> DryRun { get; } = Parsing.Flag("--dry-run");

    /// <summary>The store of a backup.</summary>
    public Option<string?> To { get; } = new("--to") { HelpName = "STORE" };

    /// <summary>The set.</summary>
    public Option<ByteString> Name { get; } =
        new("--name")
        {
            HelpName = "SET",
            CustomParser = Parsing.Of<ByteString>(
                TryParseSet,
                $"a set's name has 1 to {Limits.MaxSetName} bytes"
            ),
        };

    /// <summary>How many are worked on at a time; an option of its own for each verb.</summary>
    public static Option<int?> MakeJobs() =>
        new("--jobs", "-j") { HelpName = "N", CustomParser = Parsing.OfNumber(1, MostWorkers) };

    private static bool TryParseSet(string text, out ByteString set)
    {
        set = SurrogateEscape.Encode(text);
        return set.Length is > 0 and <= Limits.MaxSetName;
    }
}
