using System.Globalization;
using Tarn.Format.Segments;

namespace Tarn.Cli.Arguments;

/// <summary>How to compress, as people type it: <c>zstd</c>, <c>zstd:19</c>, <c>gzip:0</c>.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Level">The level; null for the codec's default.</param>
internal readonly record struct Compression(Codec Codec, int? Level)
{
    /// <summary>Said where it cannot be understood.</summary>
    public const string Forms = "it is zstd, zstd:1 to zstd:19, gzip, or gzip:0 (none) to gzip:9";

    /// <summary>Reads it; false if it is nothing of that kind.</summary>
    public static bool TryParse(string text, out Compression compression)
    {
        compression = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        if (name is not ("zstd" or "gzip"))
        {
            return false;
        }
        var codec = name == "zstd" ? Codec.Zstd : Codec.Gzip;
        if (colon < 0)
        {
            compression = new Compression(codec, null);
            return true;
        }
        var (lowest, highest) =
            codec == Codec.Zstd ? (1, BackupOptions.MaxZstdLevel) : (0, BackupOptions.MaxGzipLevel);
        var isNumber = int.TryParse(
            text.AsSpan(colon + 1),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var level
        );
        compression = new Compression(codec, level);
        return isNumber && level >= lowest && level <= highest;
    }
}
