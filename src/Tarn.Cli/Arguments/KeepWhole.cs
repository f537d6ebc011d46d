using System.Globalization;

namespace Tarn.Cli.Arguments;

/// <summary>
/// Up to which size files are kept in one volume, as people type it: a share of the volume size (<c>25%</c>), a size, or
/// <c>volume</c> for whatever fits an empty one.
/// </summary>
/// <param name="Percent">The share; null if it is a size.</param>
/// <param name="Size">The size, bytes.</param>
internal readonly record struct KeepWhole(int? Percent, long Size)
{
    /// <summary>Said where it cannot be understood.</summary>
    public const string Forms = "it is a percentage of the volume size (25%), a size (64M), or 'volume'";

    /// <summary>Reads it; false if it is nothing of that kind.</summary>
    public static bool TryParse(string text, out KeepWhole keepWhole)
    {
        if (text == "volume")
        {
            keepWhole = new KeepWhole(null, long.MaxValue);
            return true;
        }
        if (text.EndsWith('%'))
        {
            var isNumber = int.TryParse(
                text.AsSpan()[..^1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var percent
            );
            keepWhole = new KeepWhole(percent, 0);
            return isNumber && percent <= 100;
        }
        var isSize = ByteSize.TryParse(text, out var size);
        keepWhole = new KeepWhole(null, size);
        return isSize;
    }

    /// <summary>Bytes, for volumes of <paramref name="volumeSize"/>.</summary>
    public long Of(long volumeSize) =>
        Percent is { } percent ? (long)((Int128)volumeSize * percent / 100) : Size;
}
