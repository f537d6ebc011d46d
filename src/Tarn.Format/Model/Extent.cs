namespace Tarn.Format.Model;

/// <summary>A run of bytes in a file that is stored.</summary>
/// <param name="Offset">Where it begins in the file, bytes.</param>
/// <param name="Length">Bytes in it, at least one.</param>
public readonly record struct Extent(long Offset, long Length)
{
    /// <summary>Where it ends in the file, bytes.</summary>
    public long End => Offset + Length;
}
