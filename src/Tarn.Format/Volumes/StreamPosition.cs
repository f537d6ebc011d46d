namespace Tarn.Format.Volumes;

/// <summary>How far an archive has been written: what the next segment's marker will say.</summary>
internal sealed class StreamPosition
{
    /// <summary>The next segment's sequence.</summary>
    public long Sequence { get; private set; }

    /// <summary>Bytes of tar stream so far.</summary>
    public long TarOffset { get; private set; }

    /// <summary>A segment with <paramref name="visibleLength"/> bytes of tar stream was written.</summary>
    public void Advance(int visibleLength)
    {
        Sequence++;
        TarOffset += visibleLength;
    }
}
