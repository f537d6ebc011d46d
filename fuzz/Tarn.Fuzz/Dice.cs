namespace Tarn.Fuzz;

/// <summary>Numbers without a pattern, the same for the same seed: the SplitMix64 sequence.</summary>
/// <param name="seed">Where the sequence begins.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to, but not including, <paramref name="end"/>, which is at least 1.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>Any byte.</summary>
    public byte Byte() => (byte)(Next() & 0xFF);

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
