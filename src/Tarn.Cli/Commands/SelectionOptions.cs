using System.CommandLine;
using System.CommandLine.Parsing;
using Tarn.Cli.Arguments;
using Tarn.Format.Bytes;
using Tarn.Format.Filters;

namespace Tarn.Cli.Commands;

/// <summary>The options that choose by patterns and by lists (docs/filters.md). What they say depends on their order.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<string[]> _exclude = new("--exclude") { HelpName = "P" };
    private readonly Option<string[]> _include = new("--include") { HelpName = "P" };
    private readonly Option<string[]> _excludeFrom = new("--exclude-from") { HelpName = "F" };
    private readonly Option<string[]> _includeFrom = new("--include-from") { HelpName = "F" };
    private readonly Option<string[]> _filesFrom = new("--files-from") { HelpName = "F" };
    private readonly Option<bool> _null = Parsing.Flag("--null", "-0");

    private IEnumerable<Option> All => [_exclude, _include, _excludeFrom, _includeFrom, _filesFrom, _null];

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether there is a list of paths.</summary>
    public bool HasPaths(CommandResult command) => command.GetResult(_filesFrom) is not null;

    /// <summary>Reads them, with the lists they name.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="isInputTaken">Whether standard input holds something else than a list.</param>
    /// <param name="ct">Ends waiting for standard input.</param>
    /// <exception cref="UsageException">A pattern is none, a list cannot be read, or there is too much of something.</exception>
    public async Task<Selection> ReadAsync(ParseResult arguments, bool isInputTaken, CancellationToken ct)
    {
        var lists = new Lists(isInputTaken);
        var rules = new List<FilterRule>();
        var paths = new List<ByteString>();
        var pathLists = new List<string>();
        var isNul = false;
        foreach (var (option, value) in Given(arguments))
        {
            if (option == _null)
            {
                isNul = true;
            }
            else if (option == _filesFrom)
            {
                paths.AddRange(await lists.ReadAsync(value, isNul, ct));
                pathLists.Add(value);
            }
            else if (option == _exclude || option == _include)
            {
                rules.Add(RuleOf(SurrogateEscape.Encode(value), option == _include, option.Name));
            }
            else
            {
                var items = await lists.ReadAsync(value, isNul, ct);
                rules.AddRange(items.Select(item => ListedRuleOf(item, option == _includeFrom, value)));
            }
            ThrowIfTooMany(rules.Count, Limits.MaxPatterns, "patterns");
            ThrowIfTooMany(paths.Count, Limits.MaxListedPaths, "paths in lists");
        }
        return new Selection(new FilterRules(rules), paths, pathLists);
    }

    /// <summary>The options in the order in which they were given. Of those with a value it is the next token.</summary>
    private IEnumerable<(Option Option, string Value)> Given(ParseResult arguments)
    {
        for (var at = 0; at < arguments.Tokens.Count; at++)
        {
            var token = arguments.Tokens[at];
            var option =
                token.Type == TokenType.Option
                    ? All.FirstOrDefault(one => one.Name == token.Value || one.Aliases.Contains(token.Value))
                    : null;
            if (option is not null)
            {
                yield return (option, option == _null ? "" : arguments.Tokens[++at].Value);
            }
        }
    }

    /// <summary>A line of a list may say itself, as in lists of rsync, which sort of rule it is.</summary>
    private static FilterRule ListedRuleOf(ByteString item, bool isInclude, string list)
    {
        var says =
            item.Span.StartsWith("+ "u8) ? true
            : item.Span.StartsWith("- "u8) ? false
            : (bool?)null;
        var pattern = says is null ? item : new ByteString(item.Span[2..]);
        return RuleOf(pattern, says ?? isInclude, $"the list '{list}'");
    }

    private static FilterRule RuleOf(ByteString text, bool isInclude, string where) =>
        PathPattern.TryParse(text.Span, out var pattern, out var mistake)
            ? new FilterRule(pattern, isInclude)
            : throw new UsageException(
                $"the pattern {Printable.Quoted(text)} of {where} is wrong: {mistake}"
            );

    private static void ThrowIfTooMany(int count, int most, string what)
    {
        if (count > most)
        {
            throw new UsageException($"there are more than {most} {what}");
        }
    }
}
