using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Tarn.Format.Segments;

/// <summary>Raw deflate data and a gzip trailer per payload; stored blocks where deflating would not pay.</summary>
/// <param name="level">0 (stored) to 9.</param>
internal sealed class GzipBodyEncoder(int level) : IBodyEncoder
{
    private readonly ZLibCompressionOptions _options = new() { CompressionLevel = level };
    private byte[] _scratch = [];

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> visible, Span<byte> body)
    {
        var deflated = level == 0 ? -1 : Deflate(visible, body);
        var length = deflated < 0 ? Store(visible, body) : deflated;
        BinaryPrimitives.WriteUInt32LittleEndian(body[length..], Crc32.HashToUInt32(visible));
        BinaryPrimitives.WriteInt32LittleEndian(body[(length + 4)..], visible.Length);
        return length + GzipFraming.TrailerSize;
    }

    /// <inheritdoc/>
    public void Dispose() => Return();

    /// <summary>The deflated length; -1 if it is no shorter than stored blocks.</summary>
    private int Deflate(ReadOnlySpan<byte> visible, Span<byte> body)
    {
        var limit = GzipFraming.StoredLength(visible.Length);
        Rent(limit);
        using var output = new FixedBufferStream(_scratch, limit);
        using (var deflate = new DeflateStream(output, _options, leaveOpen: true))
        {
            deflate.Write(visible);
        }
        if (output.HasOverflowed)
        {
            return -1;
        }
        _scratch.AsSpan(0, output.Written).CopyTo(body);
        return output.Written;
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

    private void Rent(int length)
    {
        if (_scratch.Length < length)
        {
            Return();
            _scratch = ArrayPool<byte>.Shared.Rent(length);
        }
    }

    private void Return()
    {
        if (_scratch.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_scratch);
            _scratch = [];
        }
    }
}
