using System.Globalization;
using Tarn.Format.Model;

namespace Tarn.Sets;

/// <summary>A time as people name an archive by: UTC, and as exact as they like.</summary>
internal static class ArchiveTime
{
    /// <summary>The forms accepted, and where the span ends that each leaves open.</summary>
    private static readonly (string Form, Func<DateTimeOffset, DateTimeOffset> End)[] Forms =
    [
        ("yyyy-MM", time => time.AddMonths(1)),
        ("yyyy-MM-dd", time => time.AddDays(1)),
        ("yyyy-MM-dd'T'HH", time => time.AddHours(1)),
        ("yyyy-MM-dd'T'HH:mm", time => time.AddMinutes(1)),
        ("yyyy-MM-dd'T'HH:mm:ss", time => time.AddSeconds(1)),
        ("yyyyMMdd'T'HHmmss", time => time.AddSeconds(1)),
    ];

    /// <summary>The last moment that <paramref name="text"/> leaves open.</summary>
    public static bool TryParse(string text, out UnixTime latest)
    {
        var style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        foreach (var (form, end) in Forms)
        {
            if (
                DateTimeOffset.TryParseExact(
                    text.TrimEnd('Z').Replace(' ', 'T'),
                    form,
                    CultureInfo.InvariantCulture,
                    style,
                    out var time
                )
            )
            {
                latest = UnixTime.From(IsInLastYear(time) ? DateTimeOffset.MaxValue : end(time).AddTicks(-1));
                return true;
            }
        }
        latest = default;
        return false;
    }

    /// <summary>Whether what follows may be beyond all dates. No archive is made then, so the very last moment does.</summary>
    private static bool IsInLastYear(DateTimeOffset time) => time.Year == DateTimeOffset.MaxValue.Year;
}
