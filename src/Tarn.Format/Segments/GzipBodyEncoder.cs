using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Tarn.Format.Segments;

/// <summary>Raw deflate data and a gzip trailer per payload; stored blocks where deflating would not pay.</summary>
/// <param name="level">0 (stored) to 9.</param>
internal sealed class GzipBodyEncoder(int level) : IBodyEncoder
{
    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> visible, Memory<byte> body)
    {
        var deflated = level == 0 ? -1 : Deflate(visible, body);
        var length = deflated < 0 ? Store(visible, body.Span) : deflated;
        var trailer = body.Span[length..];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.HashToUInt32(visible));
        BinaryPrimitives.WriteInt32LittleEndian(trailer[4..], visible.Length);
        return length + GzipFraming.TrailerSize;
    }

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>The deflated length; -1 if it is no shorter than stored blocks.</summary>
    private int Deflate(ReadOnlySpan<byte> visible, Memory<byte> body)
    {
        using var output = new FixedBufferStream(body[..GzipFraming.StoredBlocksLength(visible.Length)]);
        using (var deflate = new DeflateStream(output, _options, leaveOpen: true))
        {
            deflate.Write(visible);
        }
        return output.HasOverflowed ? -1 : output.Written;
    }

    private static int Store(ReadOnlySpan<byte> visible, Span<byte> body)
    {
        var at = 0;
        do
        {
            var block = visible[..Math.Min(visible.Length, GzipFraming.MaxStoredBlock)];
            visible = visible[block.Length..];
            body[at] = visible.IsEmpty ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteUInt16LittleEndian(body[(at + 1)..], (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(body[(at + 3)..], (ushort)(block.Length ^ 0xFFFF));
            block.CopyTo(body[(at + GzipFraming.StoredBlockOverhead)..]);
            at += GzipFraming.StoredBlockOverhead + block.Length;
        } while (!visible.IsEmpty);
        return at;
    }
}
