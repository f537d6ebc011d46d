using System.Diagnostics.CodeAnalysis;
using Tarn.Format.Bytes;

namespace Tarn.Format.Filters;

/// <summary>
/// A pattern for paths, as docs/filters.md tells: without a slash it is matched with an entry's name, with one inside
/// with as many last components, with one at its beginning with the whole path; one at its end stands for directories
/// only. Matched byte by byte, in time bounded by the length of the pattern times that of the path. Immutable.
/// </summary>
public sealed class PathPattern
{
    private readonly Glob _glob;
    private readonly PathPart _part;

    private PathPattern(ByteString text, List<GlobToken> tokens, bool isAnchored, bool isForDirectories)
    {
        Text = text;
        IsForDirectories = isForDirectories;
        if (!isAnchored && tokens.Exists(token => token.CrossesSlashes))
        {
            tokens.Insert(0, new GlobToken(GlobTokenKind.Components));
        }
        else if (!isAnchored)
        {
            _part = new PathPart(PathPartKind.LastComponents, 1 + tokens.Count(token => token.IsSlash));
        }
        Plain = PlainPattern.Of(tokens, _part);
        _glob = new Glob([.. tokens]);
    }

    /// <summary>The pattern as it was written.</summary>
    public ByteString Text { get; }

    /// <summary>Whether it stands for directories only.</summary>
    internal bool IsForDirectories { get; }

    /// <summary>What it asks, if that is plain.</summary>
    internal PlainPattern? Plain { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">1 to <see cref="Limits.MaxPattern"/> bytes.</param>
    /// <param name="pattern">The pattern, if it is one.</param>
    /// <param name="mistake">What is wrong with it otherwise, for a person: "it is empty".</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        [NotNullWhen(true)] out PathPattern? pattern,
        [NotNullWhen(false)] out string? mistake
    )
    {
        pattern = null;
        mistake =
            text.IsEmpty ? "it is empty"
            : text.Length > Limits.MaxPattern ? $"it has more than {Limits.MaxPattern} bytes"
            : text.Contains((byte)0) ? "there is a NUL in it"
            : null;
        if (mistake is not null || !new GlobReader(text).TryRead(out var tokens, out mistake))
        {
            return false;
        }
        var isAnchored = tokens[0].IsSlash;
        tokens.RemoveRange(0, isAnchored ? 1 : 0);
        var isForDirectories = tokens is [.., { IsSlash: true }];
        tokens.RemoveRange(tokens.Count - (isForDirectories ? 1 : 0), isForDirectories ? 1 : 0);
        mistake = MistakeIn(tokens);
        if (mistake is null)
        {
            pattern = new PathPattern(new ByteString(text), tokens, isAnchored, isForDirectories);
        }
        return mistake is null;
    }

    /// <summary>Whether it stands for an entry.</summary>
    /// <param name="path">The entry's path.</param>
    /// <param name="isDirectory">Whether the entry is a directory.</param>
    public bool Matches(UnixPath path, bool isDirectory) => Matches(path.Span, isDirectory);

    /// <summary>The pattern as text for people.</summary>
    public override string ToString() => Text.ToString();

    internal bool Matches(ReadOnlySpan<byte> path, bool isDirectory) =>
        (isDirectory || !IsForDirectories) && _part.TryTake(path, out var part) && _glob.Matches(part);

    /// <summary>A component that no entry has would make it a pattern that silently matches nothing.</summary>
    private static string? MistakeIn(List<GlobToken> tokens)
    {
        if (tokens.Count == 0)
        {
            return "it means the root directory, which is no entry";
        }
        var dots = 0;
        var length = 0;
        foreach (var token in tokens.Append(new GlobToken(GlobTokenKind.Byte, GlobToken.Slash)))
        {
            if (token.IsSlash && length == dots && dots <= 2)
            {
                return "one of its parts is empty, '.' or '..', as no part of an entry's path is";
            }
            var isDot = token is { Kind: GlobTokenKind.Byte, Value: (byte)'.' };
            var isEnd = token.IsSlash || token.Kind == GlobTokenKind.Components;
            (dots, length) = isEnd ? (0, 0) : (dots + (isDot ? 1 : 0), length + 1);
        }
        return null;
    }
}
