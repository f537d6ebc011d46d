namespace Tarn.Targets;

/// <summary>A file being restored. Disposed before it is published, it leaves nothing.</summary>
public interface IStagedFile : IDisposable
{
    /// <summary>Appends to its content.</summary>
    /// <exception cref="TargetException">It cannot be written.</exception>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Appends <paramref name="length"/> zeros that need not be stored. By default they are written like other content.
    /// </summary>
    /// <exception cref="TargetException">It cannot be done.</exception>
    void LeaveHole(long length)
    {
        Span<byte> zeros = stackalloc byte[4096];
        zeros.Clear();
        for (var left = length; left > 0; left -= zeros.Length)
        {
            Write(zeros[..(int)Math.Min(left, zeros.Length)]);
        }
    }

    /// <summary>Gives it its metadata and its name: its content is complete and has been checked.</summary>
    /// <returns>False if what has its name is kept.</returns>
    /// <exception cref="TargetException">It cannot be done.</exception>
    bool Publish();
}
