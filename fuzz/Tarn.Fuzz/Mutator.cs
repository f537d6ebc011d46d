using System.Buffers.Binary;

namespace Tarn.Fuzz;

/// <summary>Damages good inputs, in the ways that break parsers. Knows nothing of coverage; afl-fuzz does.</summary>
/// <param name="seeds">What to start from; at least one.</param>
/// <param name="dice">Decides how.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, Dice dice)
{
    private const int MostSteps = 6;
    private const int LongestRun = 64;

    private static ReadOnlySpan<long> Extremes =>
        [
            0,
            1,
            -1,
            127,
            255,
            256,
            511,
            512,
            short.MaxValue,
            65_535,
            int.MaxValue,
            int.MinValue,
            1L << 62,
            long.MaxValue,
        ];

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var bytes = Pick();
        for (var steps = 1 + dice.Below(MostSteps); steps > 0; steps--)
        {
            bytes = Change(bytes);
        }
        return bytes;
    }

    private byte[] Pick() => seeds[dice.Below(seeds.Count)];

    private byte[] Change(byte[] bytes)
    {
        var at = dice.Below(bytes.Length + 1);
        var length = Math.Min(1 + dice.Below(LongestRun), bytes.Length - at);
        return dice.Below(8) switch
        {
            0 or 1 => With(bytes, at, span => span[0] ^= (byte)(1 << dice.Below(8))),
            2 => With(bytes, at, span => span[0] = dice.Byte()),
            3 => With(bytes, at, WriteExtreme),
            4 => [.. bytes[..at], .. bytes[(at + length)..]],
            5 => [.. bytes[..(at + length)], .. bytes[at..]],
            6 => [.. bytes[..at], .. Some(Pick()), .. bytes[at..]],
            _ => dice.Below(4) == 0
                ? bytes[..at]
                : With(bytes, at, span => span[0] = (byte)('0' + dice.Below(10))),
        };
    }

    private static byte[] With(byte[] bytes, int at, Action<Span<byte>> change)
    {
        if (at == bytes.Length)
        {
            return bytes;
        }
        var copy = bytes.ToArray();
        change(copy.AsSpan(at));
        return copy;
    }

    private void WriteExtreme(Span<byte> bytes)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, Extremes[dice.Below(Extremes.Length)]);
        if (dice.Below(2) == 0)
        {
            number.Reverse();
        }
        var width = Math.Min(1 << dice.Below(4), bytes.Length);
        number[..width].CopyTo(bytes);
    }

    private ReadOnlySpan<byte> Some(byte[] other)
    {
        var at = dice.Below(other.Length + 1);
        return other.AsSpan(at, Math.Min(dice.Below(LongestRun), other.Length - at));
    }
}
