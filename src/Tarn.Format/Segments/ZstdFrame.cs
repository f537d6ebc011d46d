using System.Buffers.Binary;

namespace Tarn.Format.Segments;

/// <summary>The outline of a zstd frame: enough to see where it ends (RFC 8878, 3.1.1).</summary>
internal static class ZstdFrame
{
    private const int BlockHeaderSize = 3;
    private const int ChecksumSize = 4;

    /// <summary>
    /// Whether <paramref name="bytes"/> are exactly one frame, with content size and checksum and without a dictionary, as
    /// spec/segments.md demands. Says nothing about the blocks in it.
    /// </summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 5 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ZstdFraming.FrameMagic)
        {
            return false;
        }
        var descriptor = bytes[4];
        var isSingleSegment = (descriptor & 0x20) != 0;
        var hasContentSize = isSingleSegment || descriptor >= 0x40;
        var hasChecksum = (descriptor & 4) != 0;
        var hasDictionary = (descriptor & 3) != 0;
        if (!hasContentSize || !hasChecksum || hasDictionary)
        {
            return false;
        }
        var contentSizeLength = descriptor < 0x40 ? 1 : 1 << (descriptor >> 6);
        var headerLength = 5 + (isSingleSegment ? 0 : 1) + contentSizeLength;
        return headerLength < bytes.Length && SkipBlocks(bytes[headerLength..]) == ChecksumSize;
    }

    /// <summary>Bytes behind the last block; -1 if there is no such block.</summary>
    private static int SkipBlocks(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= BlockHeaderSize)
        {
            var header = rest[0] | (rest[1] << 8) | (rest[2] << 16);
            var isRunLength = ((header >> 1) & 3) == 1;
            var length = BlockHeaderSize + (isRunLength ? 1 : header >> 3);
            if (length > rest.Length)
            {
                return -1;
            }
            rest = rest[length..];
            if ((header & 1) != 0)
            {
                return rest.Length;
            }
        }
        return -1;
    }
}
