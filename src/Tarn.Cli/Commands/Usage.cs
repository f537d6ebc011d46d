using System.CommandLine;
using Tarn.Cli.Arguments;

namespace Tarn.Cli.Commands;

/// <summary>Finds what is wrong with a command line before anything is done.</summary>
internal static class Usage
{
    /// <summary>Throws for the first mistake.</summary>
    /// <param name="words">The command line as it was typed.</param>
    /// <param name="arguments">What the parser made of it.</param>
    /// <exception cref="UsageException">There is one.</exception>
    public static void ThrowIfWrong(IReadOnlyList<string> words, ParseResult arguments)
    {
        var verb = arguments.CommandResult.Command;
        var mistake =
            new Words(words, verb.Options).FindMistake()
            ?? arguments.Errors.Select(error => Clause(error.Message)).FirstOrDefault();
        if (mistake is not null)
        {
            throw new UsageException($"{mistake}. See 'tarn {verb.Name} --help'");
        }
    }

    /// <summary>The parser speaks in sentences.</summary>
    private static string Clause(string sentence) =>
        $"{char.ToLowerInvariant(sentence[0])}{sentence[1..].TrimEnd('.')}";
}
