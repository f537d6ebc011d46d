using Tarn.Format.Bytes;

namespace Tarn.Format.Tar;

/// <summary>A path as the name and prefix fields of a header hold it.</summary>
/// <param name="Name">What the name field holds.</param>
/// <param name="Prefix">What the prefix field holds; a slash belongs between the two.</param>
/// <param name="IsCut">Whether the path did not fit, so that the fields hold its beginning only.</param>
internal readonly record struct HeaderName(ByteString Name, ByteString Prefix, bool IsCut)
{
    /// <summary>Splits <paramref name="path"/> at the first slash that leaves a name that fits.</summary>
    public static HeaderName Split(ByteString path)
    {
        var bytes = path.Span;
        if (bytes.Length <= UstarHeader.NameLength)
        {
            return new HeaderName(path, default, IsCut: false);
        }
        var from = bytes.Length - UstarHeader.NameLength - 1;
        // A slash at the very end marks a directory and cannot separate.
        var slash = bytes[from..^1].IndexOf((byte)'/') + from;
        return slash > Math.Max(0, from - 1) && slash <= UstarHeader.PrefixLength
            ? new HeaderName(
                new ByteString(bytes[(slash + 1)..]),
                new ByteString(bytes[..slash]),
                IsCut: false
            )
            : new HeaderName(new ByteString(bytes[..UstarHeader.NameLength]), default, IsCut: true);
    }
}
