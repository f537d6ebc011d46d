using System.Buffers;
using Tarn.Format.Bytes;

namespace Tarn.Format.Tar;

/// <summary>A member with nothing but name, type and content, which says something of another one.</summary>
internal static class BareMember
{
    /// <summary>Appends it: a multiple of 512 bytes.</summary>
    public static void Write(
        TypeFlag type,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> content,
        IBufferWriter<byte> output
    )
    {
        var length = (int)TarBlock.PaddedLength(content.Length);
        var blocks = output.GetSpan(UstarHeader.Size + length)[..(UstarHeader.Size + length)];
        new UstarHeader
        {
            Type = type,
            Name = new ByteString(name),
            Mode = 0x1A4, // rw-r--r--, what GNU tar writes here
            ContentLength = content.Length,
        }.WriteTo(blocks);
        content.CopyTo(blocks[UstarHeader.Size..]);
        blocks[(UstarHeader.Size + content.Length)..].Clear();
        output.Advance(blocks.Length);
    }
}
