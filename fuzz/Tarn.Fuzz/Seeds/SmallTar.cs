using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Fuzz.Seeds;

/// <summary>Tar streams of a few entries.</summary>
internal static class SmallTar
{
    /// <summary>Metadata that needs a pax record.</summary>
    public static Metadata Metadata { get; } =
        new(0x1A4, 1000, 1000, default, default, new UnixTime(1_700_000_000, 5));

    /// <summary>The headers of an entry.</summary>
    public static byte[] HeadersOf(Entry entry)
    {
        var headers = new ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(entry, headers);
        return headers.WrittenSpan.ToArray();
    }

    /// <summary>A directory, a file of so many zeros, and a symbolic link.</summary>
    public static byte[] WithFileOf(int size) =>
        [
            .. HeadersOf(new Entry.Directory(UnixPath.FromText("a"), Metadata)),
            .. HeadersOf(new Entry.File(UnixPath.FromText("a/file"), Metadata, size)),
            .. new byte[TarBlock.PaddedLength(size)],
            .. HeadersOf(
                new Entry.Symlink(UnixPath.FromText("a/link"), Metadata, ByteString.FromText("file"))
            ),
            .. new byte[TarEncoder.EndOfArchiveLength],
        ];
}
