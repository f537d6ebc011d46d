using System.IO.Compression;
using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Archives;

/// <summary>Compressed files as other programs make them.</summary>
internal static class Packing
{
    internal static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    internal static byte[] Zstd(byte[] bytes)
    {
        using var zstd = Tool.Start("zstd", ["-c"]);
        return zstd.Finish(bytes).AssertSilent("zstd").Output;
    }
}
