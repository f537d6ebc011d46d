using System.CommandLine;

namespace Tarn.Cli.Arguments;

/// <summary>
/// The words of a command line as they were typed. The parser cuts them up and takes what it does not understand for
/// arguments, so some mistakes are seen only here.
/// </summary>
internal sealed class Words
{
    private const string End = "--";

    private readonly IReadOnlyList<string> _words;
    private readonly Dictionary<string, Option> _options = [];

    /// <summary>Looks at the words before <c>--</c>.</summary>
    /// <param name="words">All of them.</param>
    /// <param name="options">The options that there are.</param>
    public Words(IEnumerable<string> words, IEnumerable<Option> options)
    {
        _words = [.. words.TakeWhile(word => word != End)];
        foreach (var option in options)
        {
            _options[option.Name] = option;
            foreach (var alias in option.Aliases)
            {
                _options[alias] = option;
            }
        }
    }

    /// <summary>What is wrong with the first option of which something is; null if nothing is.</summary>
    public string? FindMistake()
    {
        string? mistake = null;
        for (var at = 0; at < _words.Count && mistake is null; at++)
        {
            var word = _words[at];
            if (word.Length < 2 || word[0] != '-')
            {
                continue;
            }
            var (name, rest) = Split(word);
            if (!_options.TryGetValue(name, out var option))
            {
                mistake = $"there is no option '{name}' (a path that begins with - comes after --)";
            }
            else if (!TakesValue(option))
            {
                mistake = rest is null ? null : $"{name} takes no value: leave out '{rest}'";
            }
            else if (rest is not null)
            {
                mistake = rest is "=" or ":" ? $"{name} has no value: there is nothing behind {word}" : null;
            }
            else if (++at < _words.Count && _options.ContainsKey(_words[at]))
            {
                mistake =
                    $"{name} has no value: '{_words[at]}' is an option (if it is meant: {word}={_words[at]})";
            }
        }
        return mistake;
    }

    /// <summary>
    /// The option that a word ends with or that takes the rest of it: of <c>-lx</c> the <c>-x</c>, unless <c>-l</c> is
    /// wrong already.
    /// </summary>
    private (string Name, string? Behind) Split(string word)
    {
        if (word.StartsWith(End, StringComparison.Ordinal))
        {
            var end = word.AsSpan().IndexOfAny('=', ':');
            return end < 0 ? (word, null) : (word[..end], word[end..]);
        }
        for (var at = 1; ; at++)
        {
            var name = $"-{word[at]}";
            var rest = at + 1 < word.Length ? word[(at + 1)..] : null;
            var isFlag = _options.TryGetValue(name, out var option) && !TakesValue(option);
            if (!isFlag || rest is null || rest[0] is '=' or ':')
            {
                return (name, rest);
            }
        }
    }

    private static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0;
}
