using Tarn.Format.Bytes;

namespace Tarn.Format.Filters;

/// <summary>
/// What a pattern asks that is a name, a path, or a <c>*</c> with the end of a name: that a part of the path has these
/// bytes. That can be looked up instead of tried.
/// </summary>
/// <param name="Part">The part of the path.</param>
/// <param name="Bytes">What it has to be.</param>
internal sealed record PlainPattern(PathPart Part, ByteString Bytes)
{
    private static readonly PathPart Name = new(PathPartKind.LastComponents, 1);

    /// <summary>The question of a pattern of these tokens; null if it is another one.</summary>
    /// <param name="tokens">The tokens, without slashes at either end.</param>
    /// <param name="part">What they are matched with.</param>
    internal static PlainPattern? Of(List<GlobToken> tokens, PathPart part)
    {
        // The bytes behind the star are in one name with it, as none of them is a slash.
        var isEnd = part == Name && tokens is [{ Kind: GlobTokenKind.Stretch }, ..];
        var fixedTokens = tokens.Skip(isEnd ? 1 : 0).ToArray();
        if (!Array.TrueForAll(fixedTokens, token => token.Kind == GlobTokenKind.Byte))
        {
            return null;
        }
        var bytes = new ByteString(Array.ConvertAll(fixedTokens, token => token.Value));
        return new PlainPattern(isEnd ? new PathPart(PathPartKind.LastBytes, bytes.Length) : part, bytes);
    }
}
