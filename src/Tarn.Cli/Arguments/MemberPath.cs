using Tarn.Format.Bytes;

namespace Tarn.Cli.Arguments;

/// <summary>The path of an entry as people type it: with or without a slash at its beginning or end.</summary>
internal static class MemberPath
{
    /// <summary>The path as archives have it; the empty path, everything, for <c>/</c>.</summary>
    /// <exception cref="UsageException">No entry can have that path.</exception>
    public static UnixPath Parse(string text) => Parse(SurrogateEscape.Encode(text));

    /// <summary>The same of bytes.</summary>
    /// <exception cref="UsageException">No entry can have that path.</exception>
    public static UnixPath Parse(ByteString text)
    {
        var path = new UnixPath(text.Span.Trim((byte)'/'));
        if (text.Length == 0 || (!path.IsEmpty && !path.IsSafe))
        {
            throw new UsageException(
                $"'{text}' is no path of an archive: those are absolute, without '.', '..' and empty parts"
            );
        }
        return path;
    }
}
