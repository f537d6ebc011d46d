namespace Tarn.Format.Volumes;

/// <summary>Receives the volumes of an archive front to back, one after the other.</summary>
public interface IVolumeSink
{
    /// <summary>A volume begins.</summary>
    /// <param name="volume">Its number, from 1.</param>
    void Begin(int volume);

    /// <summary>Its next bytes; valid only during the call.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>It is complete, and may be given its name.</summary>
    /// <param name="isLast">Whether the archive is complete with it.</param>
    void Complete(bool isLast);
}
