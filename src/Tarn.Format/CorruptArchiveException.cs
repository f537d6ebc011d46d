using Tarn.Format.Bytes;

namespace Tarn.Format;

/// <summary>Stored bytes are not what they must be. Other parts of the archive may be read all the same.</summary>
/// <param name="message">What, where, and what to do.</param>
/// <param name="volume">The volume, from 1; 0 if it is not known which.</param>
/// <param name="offset">Where in that volume, bytes.</param>
/// <param name="defect">What is wrong there.</param>
public sealed class CorruptArchiveException(string message, int volume, long offset, Defect defect)
    : Exception(message)
{
    /// <summary>The volume, from 1; 0 if it is not known which.</summary>
    public int Volume { get; } = volume;

    /// <summary>Where in that volume, bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong there.</summary>
    public Defect Defect { get; } = defect;
}
