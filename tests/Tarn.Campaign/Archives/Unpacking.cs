using System.IO.Compression;
using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Archives;

/// <summary>Decompression by other people's code: the runtime's gzip, the zstd command.</summary>
internal static class Unpacking
{
    /// <summary>All members or frames, one after the other.</summary>
    internal static byte[] Unpack(byte[] packed) => packed is [0x1F, ..] ? Gunzip(packed) : Unzstd(packed);

    private static byte[] Gunzip(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static byte[] Unzstd(byte[] packed)
    {
        using var zstd = Tool.Start("zstd", ["-dc"]);
        return zstd.Finish(packed).AssertSilent("zstd").Output;
    }
}
