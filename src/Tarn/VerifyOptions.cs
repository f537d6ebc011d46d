namespace Tarn;

/// <summary>How to verify.</summary>
public sealed record VerifyOptions
{
    /// <summary>How deep to look.</summary>
    public VerifyDepth Depth { get; init; } = VerifyDepth.ReadData;

    /// <summary>
    /// The share of segments that are decoded, 0 to 1, drawn anew each time; the markers of all are looked at. Without all of
    /// them the volumes' SHA-256 are not compared.
    /// </summary>
    public double Sample { get; init; } = 1;

    /// <summary>How many segments are checked at a time; null for a number that fits the machine.</summary>
    public int? Workers { get; init; }
}
