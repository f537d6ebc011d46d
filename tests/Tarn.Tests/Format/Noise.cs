namespace Tarn.Tests.Format;

/// <summary>Bytes that no codec makes smaller, the same for the same seed: the SplitMix64 sequence, little-endian.</summary>
internal static class Noise
{
    public static byte[] Of(ulong seed, long length)
    {
        var bytes = new byte[length];
        Fill(seed, bytes);
        return bytes;
    }

    public static void Fill(ulong seed, Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[8];
        unchecked
        {
            for (var at = 0; at < bytes.Length; at += 8)
            {
                seed += 0x9E3779B97F4A7C15;
                var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(word, mixed ^ (mixed >> 31));
                word[..Math.Min(8, bytes.Length - at)].CopyTo(bytes[at..]);
            }
        }
    }
}
