using CsCheck;

namespace Tarn.Tests.Format;

/// <summary>Bytes that nobody meant well: damaged versions of a good structure, and noise.</summary>
internal static class Hostile
{
    /// <summary>Good bytes with some replaced, cut out, doubled, or cut off.</summary>
    public static Gen<byte[]> VersionOf(byte[] good) =>
        Gen.Select(Gen.Int[0, good.Length], Gen.Int[0, good.Length], Gen.Byte.Array[0, 12], Gen.Int[0, 5])
            .Select((at, other, noise, how) => Damage(good, at, other, noise, how));

    private static byte[] Damage(byte[] good, int at, int other, byte[] noise, int how) =>
        how switch
        {
            0 => good[..at],
            1 => [.. good[..at], .. noise, .. good[Math.Min(good.Length, at + noise.Length)..]],
            2 => [.. good[..at], .. noise, .. good[at..]],
            3 => [.. good[..Math.Min(at, other)], .. good[Math.Max(at, other)..]],
            4 => [.. good[..Math.Max(at, other)], .. good[Math.Min(at, other)..]],
            _ => noise,
        };
}
