using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tarn.Tests.Format.Filters;

/// <summary>
/// The language of patterns once more, by another way: as regular expressions of characters that stand for bytes.
/// Knows patterns without mistakes only.
/// </summary>
internal static class PatternReference
{
    internal static bool Match(string pattern, string path)
    {
        var isForDirectories = pattern.EndsWith('/');
        if (isForDirectories && !path.EndsWith('/'))
        {
            return false;
        }
        pattern = isForDirectories ? pattern[..^1] : pattern;
        var start = pattern.StartsWith('/') ? "^" : "^(?:.*/)?";
        var expression = start + Translate(pattern.TrimStart('/')) + "$";
        return Regex.IsMatch(
            path.TrimEnd('/'),
            expression.Replace("$", "\\z", StringComparison.Ordinal),
            RegexOptions.Singleline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(30)
        );
    }

    private static string Translate(string pattern)
    {
        var expression = new StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            var rest = pattern[at..];
            if (rest.StartsWith("**", StringComparison.Ordinal))
            {
                var stars = rest.TakeWhile(letter => letter == '*').Count();
                var isComponent =
                    (at == 0 || pattern[at - 1] == '/') && stars < rest.Length && rest[stars] == '/';
                expression.Append(isComponent ? "(?:.*/)?" : ".*");
                at += stars - (isComponent ? 0 : 1);
                continue;
            }
            switch (rest[0])
            {
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '[':
                    var end = pattern.IndexOf(']', at + (rest[1] is '!' or '^' ? 3 : 2));
                    expression.Append(Set(pattern[(at + 1)..end]));
                    at = end;
                    break;
                default:
                    at += rest[0] == '\\' ? 1 : 0;
                    expression.Append(Byte(pattern[at]));
                    break;
            }
        }
        return expression.ToString();
    }

    private static string Set(string set)
    {
        var isInverted = set[0] is '!' or '^';
        var members = new StringBuilder();
        var rest = isInverted ? set[1..] : set;
        for (var at = 0; at < rest.Length; at++)
        {
            members.Append(Byte(rest[at]));
            if (at + 2 < rest.Length && rest[at + 1] == '-')
            {
                members.Append('-').Append(Byte(rest[at + 2]));
                at += 2;
            }
        }
        return isInverted ? $"(?!/)[^{members}]" : $"(?!/)[{members}]";
    }

    private static string Byte(char value) =>
        string.Create(CultureInfo.InvariantCulture, $"\\x{(int)value:x2}");
}
