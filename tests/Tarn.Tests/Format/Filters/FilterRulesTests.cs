using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Xunit;

namespace Tarn.Tests.Format.Filters;

public sealed class FilterRulesTests
{
    [Theory]
    [InlineData("a.txt", false)]
    [InlineData("a.o", true)]
    [InlineData("keep.o", false)]
    [InlineData("dir/", false)]
    public void The_first_rule_that_matches_decides(string path, bool isExcluded) =>
        Assert.Equal(isExcluded, Exclude(Patterns.Rules("+ keep.*", "- *.o", "+ *.o"), path));

    [Fact]
    public void Without_a_rule_everything_is_included()
    {
        Assert.True(FilterRules.None.IsEmpty);
        Assert.False(Exclude(FilterRules.None, "a"));
    }

    [Theory]
    [InlineData("top/", false)]
    [InlineData("top/dir/a.txt", false)]
    [InlineData("top/dir/a.pdf", true)]
    public void Only_these_needs_their_directories(string path, bool isExcluded) =>
        Assert.Equal(isExcluded, LeaveOut(Patterns.Rules("+ */", "+ *.txt", "- *"), "top", path));

    [Theory]
    [InlineData("a", "a/cache/x/y", true)]
    [InlineData("a", "a/cache/", true)]
    [InlineData("a", "a/cached", false)]
    [InlineData("a/cache", "a/cache/x", true)]
    [InlineData("a/cache/x", "a/cache/x/y", false)]
    [InlineData("", "cache/x", true)]
    [InlineData("", "x/y", false)]
    public void What_is_beneath_an_excluded_directory_is_left_out_but_not_for_what_is_above_the_start(
        string start,
        string path,
        bool isLeftOut
    ) => Assert.Equal(isLeftOut, LeaveOut(Patterns.Rules("- cache/", "+ y"), start, path));

    [Fact]
    public void Rules_are_limited_in_number()
    {
        var rule = new FilterRule(Patterns.Parse("a"), IsInclude: false);

        _ = new FilterRules(Enumerable.Repeat(rule, Limits.MaxPatterns));
        Assert.Throws<ArgumentException>(() =>
            new FilterRules(Enumerable.Repeat(rule, Limits.MaxPatterns + 1))
        );
    }

    /// <summary>Plain patterns are looked up, not tried, which must not be seen in what they do.</summary>
    [Fact]
    public void Finds_the_rule_that_trying_them_one_by_one_finds()
    {
        var name = Gen.OneOf("a", "b", "ab", "a.o", ".o", "b.a.o", "o", "..o");
        var pattern = Gen.Select(
            Gen.OneOf("", "", "/", "*", "**/", "a*", "?", "[ab]"),
            name.Array[1, 3],
            Gen.OneOf("", "", "/", "*", "/**", "/*/"),
            (start, names, end) => $"- {start}{string.Join('/', names)}{end}"
        );
        var path = Gen.Select(
            name.Array[1, 4],
            Gen.OneOf("", "/"),
            (names, end) => string.Join('/', names) + end
        );
        var found = 0;
        Gen.Select(pattern.Array[1, 12], path.Array[1, 8])
            .Sample(
                (texts, paths) =>
                {
                    var rules = Patterns.Rules(texts);
                    foreach (var of in paths)
                    {
                        var rule = Patterns.Find(rules, of);
                        Assert.Same(Patterns.FindOneByOne(rules, of), rule);
                        Interlocked.Add(ref found, rule is null ? 0 : 1);
                    }
                },
                iter: 10_000
            );
        Assert.InRange(found, 1_000, int.MaxValue);
    }

    private static bool Exclude(FilterRules rules, string path) =>
        rules.Exclude(Patterns.PathOf(path), path.EndsWith('/'));

    private static bool LeaveOut(FilterRules rules, string start, string path) =>
        rules.LeaveOut(Patterns.PathOf(start), Patterns.PathOf(path), path.EndsWith('/'));
}
