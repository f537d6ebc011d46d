using Tarn.Format.Bytes;
using Tarn.Format.Filters;

namespace Tarn.Fuzz.Targets;

/// <summary>Patterns of filters, with paths that they may match.</summary>
internal sealed class PathPatterns : ITarget
{
    /// <inheritdoc/>
    public string Name => "patterns";

    /// <inheritdoc/>
    public string Parses => "patterns for paths: the input up to a NUL is a pattern, the rest a path";

    /// <inheritdoc/>
    public long Allowance => 1 << 18;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            "*.o\0home/ada/hello.o"u8.ToArray(),
            "/home/*/cache/\0home/ada/cache"u8.ToArray(),
            "**/a/**\0b/a/c/d"u8.ToArray(),
            "a/**/b?[!0-9a]\0a/x/y/bz-"u8.ToArray(),
            "\\*[]\\]^-]\0*^"u8.ToArray(),
            "*a*a*a*a*a*a*a*b\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"u8.ToArray(),
            "**/**/**/**x**\0a/b/c/d/e/f/g/h"u8.ToArray(),
            "[[:digit:]]\0"u8.ToArray(),
            "../.\0.."u8.ToArray(),
        ];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        var nul = Array.IndexOf(input, (byte)0);
        var path = new UnixPath(nul < 0 ? [] : input.AsSpan(nul + 1));
        CheckPattern(input.AsSpan(0, nul < 0 ? input.Length : nul), path);
        CheckPathItself(path);
    }

    private static void CheckPattern(ReadOnlySpan<byte> text, UnixPath path)
    {
        if (!PathPattern.TryParse(text, out var pattern, out var mistake))
        {
            Promise.That(mistake.Length > 0, "a refused pattern has a mistake");
            return;
        }
        var matches = pattern.Matches(path, isDirectory: true);
        Promise.That(
            matches || !pattern.Matches(path, isDirectory: false),
            "what stands for a file stands for a directory as well"
        );
        var rules = new FilterRules([new FilterRule(pattern, IsInclude: false)]);
        Promise.That(
            rules.Exclude(path, isDirectory: true) == matches,
            "one rule does what its pattern says"
        );
        Promise.That(
            !matches || rules.LeaveOut(default, path, isDirectory: true),
            "what is excluded is left out"
        );
    }

    /// <summary>A path of which every byte is escaped is a pattern that stands for that path.</summary>
    private static void CheckPathItself(UnixPath path)
    {
        if (!path.IsSafe || path.Length > (Limits.MaxPattern - 1) / 2)
        {
            return;
        }
        var escaped = new List<byte> { (byte)'/' };
        foreach (var value in path.Span)
        {
            escaped.AddRange(value == (byte)'/' ? [value] : [(byte)'\\', value]);
        }
        Promise.That(
            PathPattern.TryParse(escaped.ToArray(), out var pattern, out _)
                && pattern.Matches(path, isDirectory: false),
            "an escaped path stands for itself"
        );
    }
}
