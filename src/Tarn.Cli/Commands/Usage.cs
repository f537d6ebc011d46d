using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tarn.Cli.Commands;

/// <summary>Finds what is wrong with a command line before anything is done.</summary>
internal static class Usage
{
    /// <summary>Throws for the first mistake.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void ThrowIfWrong(ParseResult arguments)
    {
        var mistake = UnknownOption(arguments) is { } option
            ? $"there is no option '{option}' (a path that begins with - comes after --)"
            : arguments.Errors.Select(error => error.Message.TrimEnd('.')).FirstOrDefault();
        if (mistake is not null)
        {
            throw new UsageException($"{mistake}. See 'tarn {arguments.CommandResult.Command.Name} --help'");
        }
    }

    /// <summary>The parser takes an option it does not know for an argument. Those after <c>--</c> are arguments.</summary>
    private static string? UnknownOption(ParseResult arguments)
    {
        var behind = arguments
            .Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash)
            .Count(token => token.Type == TokenType.Argument);
        var given = arguments
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Concat(arguments.UnmatchedTokens)
            .ToArray();
        return given
            .Take(given.Length - Math.Min(behind, given.Length))
            .FirstOrDefault(text => text.Length > 1 && text[0] == '-');
    }
}
