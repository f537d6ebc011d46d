namespace Tarn.Reading;

/// <summary>What a hole reads as.</summary>
internal static class Zeros
{
    private static readonly byte[] Block = new byte[64 << 10];

    /// <summary>Writes <paramref name="length"/> zeros.</summary>
    public static void Write(Stream output, long length)
    {
        for (var left = length; left > 0; left -= Block.Length)
        {
            output.Write(Block.AsSpan(0, (int)Math.Min(left, Block.Length)));
        }
    }
}
