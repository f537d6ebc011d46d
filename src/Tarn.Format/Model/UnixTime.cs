namespace Tarn.Format.Model;

/// <summary>A moment as Linux keeps it.</summary>
/// <param name="Seconds">Whole seconds since 1970-01-01T00:00:00Z, rounded down; negative before it.</param>
/// <param name="Nanoseconds">0 to 999,999,999, to be added.</param>
public readonly record struct UnixTime(long Seconds, int Nanoseconds) : IComparable<UnixTime>
{
    /// <summary>Nanoseconds in a second.</summary>
    public const int NanosecondsPerSecond = 1_000_000_000;

    /// <inheritdoc/>
    public int CompareTo(UnixTime other)
    {
        var seconds = Seconds.CompareTo(other.Seconds);
        return seconds != 0 ? seconds : Nanoseconds.CompareTo(other.Nanoseconds);
    }

    /// <summary>The moment of <paramref name="time"/>, exact to its 100 ns.</summary>
    public static UnixTime From(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var seconds = (long)Math.Floor((decimal)ticks / TimeSpan.TicksPerSecond);
        return new UnixTime(seconds, (int)(ticks - (seconds * TimeSpan.TicksPerSecond)) * 100);
    }

    /// <summary>The same moment for showing, cut to 100 ns and to the years 1 to 9999.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        var first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
        var last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        return DateTimeOffset
            .FromUnixTimeSeconds(Math.Clamp(Seconds, first, last))
            .AddTicks(Nanoseconds / 100);
    }

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(UnixTime left, UnixTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(UnixTime left, UnixTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is earlier or the same.</summary>
    public static bool operator <=(UnixTime left, UnixTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is later or the same.</summary>
    public static bool operator >=(UnixTime left, UnixTime right) => left.CompareTo(right) >= 0;
}
