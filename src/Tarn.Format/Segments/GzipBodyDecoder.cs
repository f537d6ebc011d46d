using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>Inflates one member's content and compares its CRC-32 and length.</summary>
internal sealed class GzipBodyDecoder : IBodyDecoder
{
    /// <inheritdoc/>
    public Defect Decode(ReadOnlyMemory<byte> body, Span<byte> visible)
    {
        if (
            StatedLength(body.Span) != visible.Length
            || !TryInflate(body[..^GzipFraming.TrailerSize], visible)
        )
        {
            return Defect.BadContent;
        }
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(body.Span[^GzipFraming.TrailerSize..]);
        return stated == Crc32.HashToUInt32(visible) ? Defect.None : Defect.BadContent;
    }

    /// <inheritdoc/>
    public long StatedLength(ReadOnlySpan<byte> body) =>
        body.Length > GzipFraming.TrailerSize ? BinaryPrimitives.ReadUInt32LittleEndian(body[^4..]) : -1;

    /// <inheritdoc/>
    public void Dispose() { }

    private static bool TryInflate(ReadOnlyMemory<byte> deflated, Span<byte> visible)
    {
        try
        {
            using var input = new ExactInput(deflated);
            using var inflate = new DeflateStream(input, CompressionMode.Decompress);
            return inflate.ReadAtLeast(visible, visible.Length, throwOnEndOfStream: false) == visible.Length
                && inflate.ReadByte() < 0
                && input.IsUsedUp;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
