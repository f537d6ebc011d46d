using System.Buffers.Text;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>A time as a pax record says it: seconds since 1970 with a decimal fraction, <c>-1.5</c> before it.</summary>
internal static class PaxTime
{
    private const int FractionDigits = 9;

    /// <summary>Writes <paramref name="time"/> into <paramref name="text"/>, at least 32 bytes; its length.</summary>
    public static int Format(UnixTime time, Span<byte> text)
    {
        // UnixTime counts nanoseconds upwards from a floor; the text counts them away from zero.
        var (seconds, nanoseconds) = time;
        var negative = seconds < 0;
        if (negative && nanoseconds > 0)
        {
            seconds++;
            nanoseconds = UnixTime.NanosecondsPerSecond - nanoseconds;
        }
        var at = 0;
        if (negative && seconds == 0)
        {
            text[at++] = (byte)'-';
        }
        Utf8Formatter.TryFormat(seconds, text[at..], out var written);
        at += written;
        if (nanoseconds == 0)
        {
            return at;
        }
        text[at++] = (byte)'.';
        Utf8Formatter.TryFormat(
            nanoseconds,
            text[at..],
            out _,
            new System.Buffers.StandardFormat('D', FractionDigits)
        );
        at += FractionDigits;
        while (text[at - 1] == (byte)'0')
        {
            at--;
        }
        return at;
    }

    /// <summary>Reads a time; digits beyond nanoseconds are dropped.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UnixTime time)
    {
        time = default;
        if (text.Length > PaxRecords.MaxNumberLength)
        {
            return false;
        }
        var negative = text.StartsWith("-"u8);
        var unsigned = negative ? text[1..] : text;
        var dot = unsigned.IndexOf((byte)'.');
        var whole = dot < 0 ? unsigned : unsigned[..dot];
        if (
            !Utf8Parser.TryParse(whole, out ulong seconds, out var read)
            || read != whole.Length
            || seconds > (negative ? 1UL << 63 : long.MaxValue)
            || !TryParseFraction(dot < 0 ? default : unsigned[(dot + 1)..], out var nanoseconds)
        )
        {
            return false;
        }
        if (!negative)
        {
            time = new UnixTime((long)seconds, nanoseconds);
            return true;
        }
        if (nanoseconds == 0)
        {
            time = new UnixTime(unchecked(-(long)seconds), 0);
            return true;
        }
        time = new UnixTime(unchecked(-(long)seconds - 1), UnixTime.NanosecondsPerSecond - nanoseconds);
        return seconds < 1UL << 63;
    }

    private static bool TryParseFraction(ReadOnlySpan<byte> digits, out int nanoseconds)
    {
        nanoseconds = 0;
        for (var i = 0; i < Math.Max(digits.Length, FractionDigits); i++)
        {
            var digit = i < digits.Length ? digits[i] : (byte)'0';
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
            if (i < FractionDigits)
            {
                nanoseconds = (nanoseconds * 10) + (digit - '0');
            }
        }
        return true;
    }
}
