using System.Security.Cryptography;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Cli.Arguments;

/// <summary>What ties the archives of one source together when nobody gives it a name.</summary>
internal static class SetName
{
    private const int HashDigits = 8;

    /// <summary>
    /// Host name and path, <c>myhost-home-anna</c>; of several paths the first in order, how many more, and a hash of
    /// all: <c>myhost-etc+2~0123abcd</c>. Too long a name ends in a hash as well. The same for the same source, in
    /// whatever order its paths are given and however often.
    /// </summary>
    public static ByteString Of(string host, IReadOnlyList<UnixPath> roots)
    {
        var name = new List<byte>(Encoding.UTF8.GetBytes(host));
        var paths = roots.Distinct().Order().ToList();
        var first = paths[0];
        if (!first.IsEmpty)
        {
            name.Add((byte)'-');
            name.AddRange(first.Span);
        }
        if (paths.Count > 1)
        {
            var all = paths.SelectMany(path => (byte[])[.. path.Span, 0]).ToArray();
            name.AddRange(Encoding.ASCII.GetBytes($"+{paths.Count - 1}~{HashOf(all)}"));
        }
        return Shorten(name.Select(value => value == (byte)'/' ? (byte)'-' : value).ToArray());
    }

    private static ByteString Shorten(ReadOnlySpan<byte> name)
    {
        if (name.Length <= Limits.MaxSetName)
        {
            return new ByteString(name);
        }
        var length = Limits.MaxSetName - HashDigits - 1;
        // Not in the middle of a character of UTF-8.
        while ((name[length] & 0xC0) == 0x80 && length > Limits.MaxSetName / 2)
        {
            length--;
        }
        return new ByteString([.. name[..length], (byte)'~', .. Encoding.ASCII.GetBytes(HashOf(name))]);
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits];
}
