namespace Tarn.Format.Tar;

/// <summary>
/// A number in a header field: octal digits ended by NUL or space (POSIX), or, with the first byte's high bit set,
/// GNU's base-256: a big-endian two's-complement number in the remaining bits.
/// </summary>
internal static class NumberField
{
    /// <summary>The largest value that octal digits can say in a field of <paramref name="width"/> bytes.</summary>
    public static long OctalMax(int width) => (1L << (3 * (width - 1))) - 1;

    /// <summary>Writes zero-filled octal digits and a NUL if <paramref name="value"/> fits, base-256 otherwise.</summary>
    /// <param name="field">The whole field; at least 8 bytes.</param>
    /// <param name="value">Not negative.</param>
    public static void Write(Span<byte> field, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value > OctalMax(field.Length))
        {
            WriteBase256(field, value);
            return;
        }
        field[^1] = 0;
        for (var i = field.Length - 2; i >= 0; i--)
        {
            field[i] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }

    /// <summary>Reads either form; an empty field is zero.</summary>
    public static bool TryRead(ReadOnlySpan<byte> field, out long value)
    {
        if (!field.IsEmpty && (field[0] & 0x80) != 0)
        {
            return TryReadBase256(field, out value);
        }
        value = 0;
        var digits = field.TrimStart((byte)' ');
        var end = digits.IndexOfAny((byte)0, (byte)' ');
        if (end >= 0)
        {
            digits = digits[..end];
        }
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                return false;
            }
            value = (value << 3) | (uint)(digit - '0');
        }
        return true;
    }

    private static void WriteBase256(Span<byte> field, long value)
    {
        for (var i = field.Length - 1; i >= 0; i--)
        {
            field[i] = (byte)(value & 0xFF);
            value >>= 8;
        }
        field[0] |= 0x80;
    }

    private static bool TryReadBase256(ReadOnlySpan<byte> field, out long value)
    {
        var negative = (field[0] & 0x40) != 0;
        value = negative ? -1 : 0;
        var first = (byte)(negative ? field[0] : field[0] & 0x3F);
        for (var i = 0; i < field.Length; i++)
        {
            if (value is > (long.MaxValue >> 8) or < (long.MinValue >> 8))
            {
                return false;
            }
            value = (value << 8) | (i == 0 ? first : field[i]);
        }
        return true;
    }
}
