using System.Text.RegularExpressions;
using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>Links from page to page, and to code, lead somewhere: to a file, and to a heading in it.</summary>
public sealed class LinkTests
{
    private static readonly Regex Link = new(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking);
    private static readonly Regex Heading = new("^#+ (?<text>.*)$", RegexOptions.NonBacktracking);
    private static readonly Regex NotInAnchors = new(@"[^\w -]", RegexOptions.NonBacktracking);

    public static TheoryData<string> Pages =>
        [
            .. Tool.Shell("git ls-files '*.md' | sort", Checkout.Root)
                .Lines.Where(page => !page.StartsWith("vectors/", StringComparison.Ordinal)),
        ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_of_a_page_leads_somewhere(string page)
    {
        var path = Checkout.At(page);
        var targets = Text(path)
            .SelectMany(line => Link.Matches(line))
            .Select(link => link.Groups["target"].Value);

        Assert.DoesNotContain(targets, target => !target.Contains(':') && !LeadsSomewhere(path, target));
    }

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("README.md#a-tour", true)]
    [InlineData("README.md#the-end", false)]
    [InlineData("src/Nothing.cs", false)]
    [InlineData("#where-to-read-on", true)]
    public void A_dead_link_is_found(string target, bool leadsSomewhere) =>
        Assert.Equal(leadsSomewhere, LeadsSomewhere(Checkout.At("README.md"), target));

    private static bool LeadsSomewhere(string page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!);
        return parts.Length == 1 ? Path.Exists(path) : File.Exists(path) && Anchors(path).Contains(parts[1]);
    }

    /// <summary>What GitHub makes of headings.</summary>
    private static IEnumerable<string> Anchors(string page) =>
        Text(page)
            .SelectMany(line => Heading.Matches(line))
            .Select(heading => heading.Groups["text"].Value.ToLowerInvariant())
            .Select(heading => NotInAnchors.Replace(heading, "").Replace(' ', '-'));

    /// <summary>The lines outside of fenced blocks.</summary>
    private static IEnumerable<string> Text(string page)
    {
        var isText = true;
        foreach (var line in File.ReadLines(page))
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            isText ^= isFence;
            if (isText && !isFence)
            {
                yield return line;
            }
        }
    }
}
