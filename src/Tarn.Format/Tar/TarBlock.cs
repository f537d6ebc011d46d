namespace Tarn.Format.Tar;

/// <summary>The 512-byte unit that every header and every content is a multiple of.</summary>
public static class TarBlock
{
    /// <summary>Bytes per block (POSIX.1-2017, pax, "ustar Interchange Format").</summary>
    public const int Size = 512;

    /// <summary>Zero bytes that follow content of <paramref name="length"/> bytes.</summary>
    public static int PaddingAfter(long length) => (int)((Size - (length % Size)) % Size);

    /// <summary>The length of content of <paramref name="length"/> bytes with its padding.</summary>
    public static long PaddedLength(long length) => length + PaddingAfter(length);
}
