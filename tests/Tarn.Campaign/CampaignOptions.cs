using System.Globalization;

namespace Tarn.Campaign;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CampaignOptions
{
    internal const string Usage = """
        tests/campaign [--seed N] [--cases N] [--kind KIND]... [--in-turns] [--jobs N]
                       [--image-size BYTES] [--keep DIR]
        tests/campaign --case N [--seed N]    one case again
        tests/campaign --peers [--seed N] [--cases N] [--kind KIND]...
        tests/campaign --list                 the kinds of damage

          --seed N            other choices (1)
          --cases N           how many (200)
          --kind KIND         only such damage
          --in-turns          one verb a case, in turn, and not all that apply
          --jobs N            cases at a time (one for each processor)
          --image-size BYTES  of the images that volumes are embedded in (16777216)
          --keep DIR          leave in DIR what failing cases read and wrote
          --peers             the same damage to archives of GNU tar, dar and tarlz as well
        """;

    internal ulong Seed { get; private init; } = 1;

    internal int Cases { get; private init; } = 200;

    /// <summary>The only case to run; null for all.</summary>
    internal int? Case { get; private init; }

    internal IReadOnlyList<string> Kinds { get; private init; } = [];

    internal bool InTurns { get; private init; }

    internal int Jobs { get; private init; } = Environment.ProcessorCount;

    internal int ImageSize { get; private init; } = DefaultImageSize;

    internal string? Keep { get; private init; }

    internal bool Peers { get; private init; }

    internal bool List { get; private init; }

    internal bool Help { get; private init; }

    private const int DefaultImageSize = 16 << 20;

    /// <summary>The options that decide what a case is.</summary>
    internal string Choices =>
        $"--seed {Seed}" + (ImageSize == DefaultImageSize ? "" : $" --image-size {ImageSize}");

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    internal static CampaignOptions Parse(string[] words)
    {
        var options = new CampaignOptions();
        for (var at = 0; at < words.Length; at++)
        {
            options = words[at] switch
            {
                "--in-turns" => options with { InTurns = true },
                "--peers" => options with { Peers = true },
                "--list" => options with { List = true },
                "-h" or "--help" => options with { Help = true },
                "--seed" => options with { Seed = (ulong)Number(words, ++at) },
                "--cases" => options with { Cases = Number(words, ++at) },
                "--case" => options with { Case = Number(words, ++at) },
                "--kind" => options with { Kinds = [.. options.Kinds, Word(words, ++at)] },
                "--jobs" => options with { Jobs = Math.Max(1, Number(words, ++at)) },
                "--image-size" => options with { ImageSize = Number(words, ++at) },
                "--keep" => options with { Keep = Word(words, ++at) },
                _ => throw new FormatException($"there is no {words[at]}"),
            };
        }
        return options;
    }

    private static string Word(string[] words, int at) =>
        at < words.Length ? words[at] : throw new FormatException($"{words[^1]} what?");

    private static int Number(string[] words, int at) =>
        int.TryParse(Word(words, at), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{words[at - 1]} takes a number");
}
