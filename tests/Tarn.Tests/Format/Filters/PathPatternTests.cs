using CsCheck;
using Xunit;

namespace Tarn.Tests.Format.Filters;

public sealed class PathPatternTests
{
    /// <summary>So long as no pattern that is tried takes a thousandth of it.</summary>
    private static readonly TimeSpan FarTooLong = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("name", "name")]
    [InlineData("name", "a/b/name")]
    [InlineData("name", "a/name/")]
    [InlineData("/name", "name")]
    [InlineData("/a/b", "a/b")]
    [InlineData("a/b", "a/b")]
    [InlineData("a/b", "x/y/a/b")]
    [InlineData("name/", "a/name/")]
    [InlineData("/name/", "name/")]
    [InlineData("*", "x")]
    [InlineData("*", "a/.x")]
    [InlineData("*.o", "src/main.o")]
    [InlineData("*.o", ".o")]
    [InlineData("a*c*e", "abcde")]
    [InlineData("*a*b", "ab/xaab")]
    [InlineData("?", "x")]
    [InlineData("a?c", "d/abc")]
    [InlineData("/*/b", "a/b")]
    [InlineData("*/b", "x/a/b")]
    [InlineData("*/", "a/b/")]
    [InlineData("**", "a/b/c")]
    [InlineData("/**", "a")]
    [InlineData("**/", "a/b/")]
    [InlineData("a/**", "a/b/c")]
    [InlineData("a/**", "x/a/b")]
    [InlineData("/a/**/z", "a/z")]
    [InlineData("/a/**/z", "a/b/c/z")]
    [InlineData("**/z", "z")]
    [InlineData("**/z", "a/b/z")]
    [InlineData("/**/z", "z")]
    [InlineData("/a**z", "a/b/z")]
    [InlineData("a**z", "x/ab/cz")]
    [InlineData("/a/***", "a/b/c")]
    [InlineData("a/**/", "x/a/b/c/")]
    [InlineData("/a/**/**/z", "a/z")]
    [InlineData("[abc]x", "bx")]
    [InlineData("[a-c]x", "d/cx")]
    [InlineData("[!a-c]x", "dx")]
    [InlineData("[^a-c]x", "dx")]
    [InlineData("[]]", "]")]
    [InlineData("[!]]", "a")]
    [InlineData("[a-]", "-")]
    [InlineData("[-a]", "-")]
    [InlineData("[\\]]", "]")]
    [InlineData("[a\\-c]", "-")]
    [InlineData("[[]", "[")]
    [InlineData("[a/]", "a")]
    [InlineData("\\*", "*")]
    [InlineData("\\?", "a/?")]
    [InlineData("\\[a]", "[a]")]
    [InlineData("\\\\", "\\")]
    [InlineData("a\\bc", "abc")]
    [InlineData("a\\/b", "a/b")]
    [InlineData("#a", "#a")]
    [InlineData("!a", "!a")]
    [InlineData("a b", "a b")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("\u00FF*", "\u00FF\u00FE")]
    [InlineData("[\u0080-\u00FF]", "\u00C3")]
    [InlineData("..x", "a/..x")]
    [InlineData("...", "...")]
    public void Matches(string pattern, string path) => Assert.True(Patterns.Match(pattern, path));

    [Theory]
    [InlineData("name", "names")]
    [InlineData("name", "aname")]
    [InlineData("name", "name/x")]
    [InlineData("name", "Name")]
    [InlineData("/name", "a/name")]
    [InlineData("/a/b", "x/a/b")]
    [InlineData("a/b", "xa/b")]
    [InlineData("a/b", "b")]
    [InlineData("a/b", "a/b/c")]
    [InlineData("name/", "name")]
    [InlineData("*.o", "a.o/x")]
    [InlineData("a*c", "ab/c")]
    [InlineData("/*", "a/b")]
    [InlineData("/*/b", "x/a/b")]
    [InlineData("*/", "a")]
    [InlineData("a?c", "ac")]
    [InlineData("a?c", "a/c")]
    [InlineData("??", "\u00E9")]
    [InlineData("a/**", "a")]
    [InlineData("/a/**/z", "x/a/z")]
    [InlineData("/a/**/z", "a/bz")]
    [InlineData("**/z", "yz")]
    [InlineData("/a/***", "a")]
    [InlineData("[a-c]", "d")]
    [InlineData("[!a-c]", "b")]
    [InlineData("a[!b]c", "a/c")]
    [InlineData("a[,-0]c", "a/c")]
    [InlineData("[a-]", "b")]
    [InlineData("[a\\-c]", "b")]
    [InlineData("\\*", "a")]
    [InlineData("\\\\", "a")]
    [InlineData("[!\u0080-\u00FF]", "\u00C3")]
    public void Does_not_match(string pattern, string path) => Assert.False(Patterns.Match(pattern, path));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a\0b", "NUL")]
    [InlineData("/", "root directory")]
    [InlineData("//", "root directory")]
    [InlineData("a//b", "empty")]
    [InlineData("a//", "empty")]
    [InlineData("//a", "empty")]
    [InlineData("**//a", "empty")]
    [InlineData(".", "'.'")]
    [InlineData("./a", "'.'")]
    [InlineData("/a/../b", "'..'")]
    [InlineData("a/..", "'..'")]
    [InlineData("a\\", "backslash")]
    [InlineData("[a\\", "backslash")]
    [InlineData("[a", "no ]")]
    [InlineData("[", "no ]")]
    [InlineData("[]", "no ]")]
    [InlineData("[!", "no ]")]
    [InlineData("a[!]", "no ]")]
    [InlineData("[z-a]", "before it begins")]
    [InlineData("[/]", "no byte")]
    [InlineData("[[:digit:]]", "[:digit:]")]
    [InlineData("[a[.x.]]", "[:digit:]")]
    public void Says_what_is_wrong(string pattern, string what) =>
        Assert.Contains(what, Patterns.MistakeIn(pattern), StringComparison.Ordinal);

    [Fact]
    public void The_longest_pattern_is_one_and_a_longer_one_is_not()
    {
        var longest = new string('a', 4096);

        Assert.True(Patterns.Match(longest, longest));
        Assert.Contains("4096", Patterns.MistakeIn($"{longest}a"), StringComparison.Ordinal);
    }

    [Fact]
    public void Agrees_with_regular_expressions()
    {
        var piece = Gen.OneOf(
            "a",
            "b",
            "ab",
            ".",
            "/",
            "/",
            "?",
            "*",
            "*",
            "**",
            "**/",
            "/**/",
            "***",
            "[ab]",
            "[!a]",
            "[^a/]",
            "[a-c.]",
            "[]a]",
            "\\*",
            "\\a",
            "\u00FF"
        );
        var pattern = piece.Array[1, 8].Select(string.Concat);
        var name = Gen.OneOf("a", "b", "ab", "ba.b", "a*", "]", ".a", "\n", "\u00FF", "c");
        var path = Gen.Select(
            name.Array[1, 4],
            Gen.OneOf("", "/"),
            (names, end) => string.Join('/', names) + end
        );
        Gen.Select(pattern.Where(text => Patterns.MistakeIn(text) is null), path)
            .Sample(
                (text, of) =>
                    Patterns.Match(text, of) == PatternReference.Match(text, of)
                        ? true
                        : throw new InvalidOperationException($"'{text}' and '{of}'"),
                iter: 50_000
            );
    }

    [Theory]
    [InlineData("*a", 1300, "b")]
    [InlineData("**a", 1300, "b")]
    [InlineData("**/a", 1000, "b")]
    [InlineData("**?a*", 700, "b")]
    [InlineData("*[ab]**", 500, "c")]
    [InlineData("a", 4000, "*b")]
    [InlineData("?", 4000, "**b")]
    public async Task A_hostile_pattern_takes_no_longer_than_its_length_times_that_of_the_path(
        string piece,
        int times,
        string end
    )
    {
        var pattern = Patterns.Parse(string.Concat(Enumerable.Repeat(piece, times)) + end);
        // With and without slashes.
        string[] paths = [new('a', 24 << 10), string.Concat(Enumerable.Repeat("a/", 12 << 10)) + "a"];

        var run = Task.Run(
            () => Array.ConvertAll(paths, path => pattern.Matches(Patterns.PathOf(path), isDirectory: true)),
            TestContext.Current.CancellationToken
        );

        var matched = await run.WaitAsync(FarTooLong, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(true, matched);
    }
}
