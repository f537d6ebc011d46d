using System.Buffers;
using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>Header blocks as other tars write them.</summary>
internal static class Blocks
{
    public static byte[] Header(string name, long size, TypeFlag type = TypeFlag.Regular)
    {
        var block = new byte[TarBlock.Size];
        new UstarHeader
        {
            Type = type,
            Name = ByteString.FromText(name),
            ContentLength = size,
        }.WriteTo(block);
        return block;
    }

    public static byte[] ExtendedHeader(params string[] records) =>
        Member(TypeFlag.ExtendedHeader, string.Concat(records));

    public static byte[] GlobalHeader(params string[] records) =>
        Member(TypeFlag.GlobalHeader, string.Concat(records));

    /// <summary>GNU tar's record of a long name.</summary>
    public static byte[] LongName(string name) => Member(TypeFlag.LongName, name + "\0");

    /// <summary>The same bytes, each block that could be a header with the checksum it should have.</summary>
    public static byte[] WithChecksums(byte[] bytes)
    {
        byte[] summed = [.. bytes];
        for (var at = 0; at + TarBlock.Size <= bytes.Length; at += TarBlock.Size)
        {
            UstarHeader.WriteChecksum(summed.AsSpan(at, TarBlock.Size));
        }
        return summed;
    }

    private static byte[] Member(TypeFlag type, string content)
    {
        var output = new ArrayBufferWriter<byte>();
        BareMember.Write(type, "extended"u8, Encoding.UTF8.GetBytes(content), output);
        return output.WrittenSpan.ToArray();
    }
}
