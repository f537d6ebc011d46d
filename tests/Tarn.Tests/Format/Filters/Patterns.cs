using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Xunit;

namespace Tarn.Tests.Format.Filters;

/// <summary>Patterns and paths from text in which each character is one byte.</summary>
internal static class Patterns
{
    internal static PathPattern Parse(string text)
    {
        Assert.True(
            PathPattern.TryParse(Encoding.Latin1.GetBytes(text), out var pattern, out var mistake),
            mistake
        );
        return pattern;
    }

    internal static string? MistakeIn(string text) =>
        PathPattern.TryParse(Encoding.Latin1.GetBytes(text), out _, out var mistake) ? null : mistake;

    /// <summary>A path; a slash at its end says that it is that of a directory.</summary>
    internal static bool Match(string pattern, string path) =>
        Parse(pattern).Matches(PathOf(path), path.EndsWith('/'));

    internal static UnixPath PathOf(string path) => new(Encoding.Latin1.GetBytes(path.TrimEnd('/')));

    /// <summary>Rules as <c>+ pattern</c> and <c>- pattern</c>.</summary>
    internal static FilterRules Rules(params string[] rules) =>
        new(rules.Select(rule => new FilterRule(Parse(rule[2..]), rule[0] == '+')));

    /// <summary>The rule that decides.</summary>
    internal static FilterRule? Find(FilterRules rules, string path) =>
        rules.Find(PathOf(path), path.EndsWith('/'));

    /// <summary>The same, in the plainest way.</summary>
    internal static FilterRule? FindOneByOne(FilterRules rules, string path) =>
        rules.InOrder.FirstOrDefault(rule =>
            PatternReference.Match(Encoding.Latin1.GetString(rule.Pattern.Text.Span), path)
        );
}
