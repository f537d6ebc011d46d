namespace Tarn.Targets;

/// <summary>A file being restored. Disposed before it is published, it leaves nothing.</summary>
public interface IStagedFile : IDisposable
{
    /// <summary>Appends to its content.</summary>
    /// <exception cref="TargetException">It cannot be written.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Gives it its metadata and its name: its content is complete and has been checked.</summary>
    /// <returns>False if what has its name is kept.</returns>
    /// <exception cref="TargetException">It cannot be done.</exception>
    bool Publish();
}
