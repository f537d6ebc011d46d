namespace Tarn;

/// <summary>How many workers an operation has.</summary>
internal static class Workers
{
    /// <summary>More would only take memory.</summary>
    public const int Most = 1024;

    /// <summary>A disk that has to seek wants some reads in flight, however few processors there are.</summary>
    private const int Least = 4;

    /// <summary>As many as were asked for; if nobody asked, twice as many as there are processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not from 1 to <see cref="Most"/>.</exception>
    public static int Of(int? asked)
    {
        var count = asked ?? Math.Max(Least, 2 * Environment.ProcessorCount);
        return count is >= 1 and <= Most
            ? count
            : throw new ArgumentOutOfRangeException(
                nameof(asked),
                asked,
                $"the number of workers is from 1 to {Most}"
            );
    }
}
