using System.Text;
using System.Text.RegularExpressions;
using Tarn.Cli.Commands;
using Xunit;

namespace Tarn.Tests.Format.Filters;

/// <summary>What docs/filters.md says of patterns and rules is so. Its commands are run by the acceptance tests.</summary>
public sealed partial class FilterPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(FindRoot(), "docs", "filters.md"));

    /// <summary>Pattern, path, and whether they match.</summary>
    public static TheoryData<string, string, bool> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, bool>();
            foreach (var cells in Rows("| pattern | matches | does not match |"))
            {
                var pattern = Assert.Single(Quoted(cells[0]));
                Quoted(cells[1]).ForEach(path => examples.Add(pattern, path, true));
                Quoted(cells[2]).ForEach(path => examples.Add(pattern, path, false));
            }
            return examples;
        }
    }

    public static TheoryData<string> NoPatterns =>
        [.. Rows("| no pattern | why |").Select(cells => Quoted(cells[0])[0])];

    /// <summary>Rules, path, and whether it is included.</summary>
    public static TheoryData<string, string, bool> RuleExamples
    {
        get
        {
            var examples = new TheoryData<string, string, bool>();
            foreach (var block in Blocks())
            {
                var end = Array.IndexOf(block, "");
                foreach (var line in block[(end + 1)..])
                {
                    var isIncluded = line.EndsWith(" included", StringComparison.Ordinal);
                    Assert.True(isIncluded || line.EndsWith(" left out", StringComparison.Ordinal), line);
                    examples.Add(string.Join('\n', block[..end]), line.Split(' ')[0], isIncluded);
                }
            }
            return examples;
        }
    }

    public static TheoryData<string> Options =>
        [
            .. Rows("| there | here |")
                .SelectMany(cells => Quoted(cells[1]))
                .Where(text => text.StartsWith('-')),
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_pattern_matches_what_the_page_says(string pattern, string path, bool isMatch) =>
        Assert.Equal(isMatch, Patterns.Match(Bytes(pattern), Bytes(path)));

    [Theory]
    [MemberData(nameof(NoPatterns))]
    public void What_the_page_calls_no_pattern_is_none(string text) =>
        Assert.NotNull(Patterns.MistakeIn(Bytes(text)));

    [Theory]
    [MemberData(nameof(RuleExamples))]
    public void Rules_do_what_the_page_says(string rules, string path, bool isIncluded) =>
        Assert.Equal(
            isIncluded,
            !Patterns
                .Rules(rules.Split('\n'))
                .LeaveOut(start: default, Patterns.PathOf(path), path.EndsWith('/'))
        );

    [Theory]
    [MemberData(nameof(Options))]
    public void What_others_have_is_here_as_the_page_says(string options)
    {
        var words = Word().Matches(options).Select(word => word.Value.Trim('\''));

        string[] line = [.. "backup path --to store".Split(' '), .. words];
        Usage.ThrowIfWrong(line, new Verbs().Root.Parse(line));
    }

    [Fact]
    public void The_page_has_examples_of_every_kind()
    {
        Assert.InRange(Examples.Count, 50, int.MaxValue);
        Assert.InRange(RuleExamples.Count, 10, int.MaxValue);
        Assert.InRange(NoPatterns.Count, 5, int.MaxValue);
        Assert.InRange(Options.Count, 15, int.MaxValue);
    }

    /// <summary>The cells of all rows of the tables with that head.</summary>
    private static IEnumerable<string[]> Rows(string head)
    {
        for (
            var at = Array.IndexOf(Page, head);
            at >= 0;
            at = Array.IndexOf(Page, head, Math.Min(at, Page.Length))
        )
        {
            for (at += 2; at < Page.Length && Page[at].StartsWith('|'); at++)
            {
                yield return [.. Page[at].Trim('|').Split('|').Select(cell => cell.Trim())];
            }
        }
    }

    private static IEnumerable<string[]> Blocks()
    {
        for (var at = Array.IndexOf(Page, "```rules"); at >= 0; at = Array.IndexOf(Page, "```rules", at))
        {
            var end = Array.IndexOf(Page, "```", at);
            yield return Page[(at + 1)..end];
            at = end;
        }
    }

    private static List<string> Quoted(string cell) =>
        [.. Code().Matches(cell).Select(match => match.Groups["text"].Value)];

    /// <summary>A character for each byte.</summary>
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();

    [GeneratedRegex("'[^']*'|[^ ]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Tarn.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new InvalidOperationException("These tests run inside the checkout.");
    }
}
