namespace Tarn.Acceptance.Harness;

/// <summary>Numbers and bytes that are the same in every run (xorshift64*).</summary>
internal sealed class Noise(ulong seed)
{
    private static readonly string[] Words =
    [
        "tape ",
        "lake ",
        "stone\n",
        "of ",
        "a\t",
        "mountain ",
        "0123 ",
        "and ",
    ];
    private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15) | 1;

    internal int Below(int limit) => (int)(Next() >> 33) % limit;

    /// <summary>Bytes that cannot be compressed.</summary>
    internal byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i += 8)
        {
            var value = Next();
            for (var j = i; j < Math.Min(i + 8, size); j++, value >>= 8)
            {
                bytes[j] = (byte)(value & 0xFF);
            }
        }
        return bytes;
    }

    /// <summary>Bytes that are compressed to about a fifth.</summary>
    internal byte[] Text(int size)
    {
        var bytes = new byte[size];
        for (var filled = 0; filled < size; )
        {
            foreach (var letter in Words[Below(Words.Length)])
            {
                if (filled < size)
                {
                    bytes[filled++] = (byte)letter;
                }
            }
        }
        return bytes;
    }

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return unchecked(_state * 0x2545F4914F6CDD1D);
    }
}
