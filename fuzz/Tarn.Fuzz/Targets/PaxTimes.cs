using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Times in pax records.</summary>
internal sealed class PaxTimes : ITarget
{
    private const int LongestText = 32;

    /// <inheritdoc/>
    public string Name => "pax-times";

    /// <inheritdoc/>
    public string Parses => "times of pax records";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => VectorSeeds.Of("pax time");

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (!PaxTime.TryParse(input, out var time))
        {
            return;
        }
        Promise.That(
            time.Nanoseconds is >= 0 and < UnixTime.NanosecondsPerSecond,
            "nanoseconds are within a second"
        );
        var text = new byte[LongestText];
        var length = PaxTime.Format(time, text);
        Promise.That(
            PaxTime.TryParse(text.AsSpan(0, length), out var again) && again == time,
            $"{time} is read as {again} when it is written again"
        );
        time.ToDateTimeOffset();
    }
}
