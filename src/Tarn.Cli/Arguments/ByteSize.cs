using System.Globalization;

namespace Tarn.Cli.Arguments;

/// <summary>A number of bytes as people type it: <c>1048576</c>, <c>512M</c>, <c>64KiB</c>. Units are powers of 1024.</summary>
internal static class ByteSize
{
    private const string Units = "KMGTPE";

    /// <summary>Said where a size cannot be understood.</summary>
    public const string Forms =
        "a size is a whole number of bytes, or of K, M, G or T (1K is 1024): 64K, 512M, 1G";

    /// <summary>Reads a size; false if it is none, or is beyond what 64 bits hold.</summary>
    public static bool TryParse(string text, out long size)
    {
        size = 0;
        var digits = text.AsSpan().TrimEnd("KMGTPEkmgtpeiIBb");
        if (
            !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !TryParseUnit(text[digits.Length..], out var shift)
            || number > long.MaxValue >> shift
        )
        {
            return false;
        }
        size = number << shift;
        return true;
    }

    /// <summary><c>KB</c> is refused: it means 1000 to some and 1024 to others.</summary>
    private static bool TryParseUnit(string unit, out int shift)
    {
        shift = 0;
        if (unit is "" or "B")
        {
            return true;
        }
        var power = Units.IndexOf(char.ToUpperInvariant(unit[0]), StringComparison.Ordinal) + 1;
        shift = 10 * power;
        return power > 0 && (unit.Length == 1 || unit[1..] == "iB");
    }
}
