using System.Globalization;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Cli.Render;

/// <summary>Numbers, sizes and times as people read them.</summary>
internal static class Human
{
    private const string Units = "KMGTPE";

    /// <summary><c>17 B</c>, <c>5.2 GiB</c>.</summary>
    public static string Size(long bytes) => Size(bytes, " B", " ", "iB");

    /// <summary><c>17</c>, <c>5.2G</c>, as <c>ls -h</c> has it.</summary>
    public static string ShortSize(long bytes) => Size(bytes, "", "", "");

    /// <summary><c>1,234</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1,234 entries</c>, <c>1 entry</c>.</summary>
    public static string Count(long count, string one, string many) =>
        $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary><c>0:07</c>, <c>1:02:03</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:D2}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(long)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}"
            );

    /// <summary><c>2026-11-23 15:30:12</c>, UTC.</summary>
    public static string Time(UnixTime time) =>
        time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A path with the slash that names in archives do not have; nothing for the empty path.</summary>
    public static string Path(UnixPath path) => path.IsEmpty ? "" : Printable.Of([(byte)'/', .. path.Span]);

    private static string Size(long bytes, string ofBytes, string before, string after)
    {
        if (bytes < 1024)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes}{ofBytes}");
        }
        var unit = 0;
        var value = bytes / 1024.0;
        // What would be rounded to 1024.0 is one of the next unit.
        for (; value >= 1023.95 && unit < Units.Length - 1; unit++)
        {
            value /= 1024;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{value:F1}{before}{Units[unit]}{after}");
    }
}
