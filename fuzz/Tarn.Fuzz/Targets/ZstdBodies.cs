using System.Buffers.Binary;
using System.IO.Hashing;
using Tarn.Format.Segments;
using Tarn.Fuzz.Seeds;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Tarn.Fuzz.Targets;

/// <summary>zstd frames.</summary>
internal sealed class ZstdBodies : ITarget
{
    private const int ChecksumSize = 4;

    /// <summary>The largest window that the comparing decoder takes memory for, as a power of two.</summary>
    private const int WindowLog = 22;

    /// <inheritdoc/>
    public string Name => "zstd-bodies";

    /// <inheritdoc/>
    public string Parses =>
        "bodies of zstd segments and their outline, as they come and with the checksum made right";

    /// <inheritdoc/>
    public long Allowance => BodyCheck.Allowance;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => ArchiveSeeds.Bodies(Framings.Zstd).Where(body => body.Length < 2000);

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        BodyCheck.Run(Framings.Zstd, input, ChecksumSize, Decompress);
        if (ZstdFrame.IsWhole(input) && Decompress(input) is { } content)
        {
            var checksum = (uint)(XxHash64.HashToUInt64(content) & uint.MaxValue);
            BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(^ChecksumSize..), checksum);
            BodyCheck.Run(Framings.Zstd, input, ChecksumSize, Decompress);
        }
    }

    /// <summary>What the streaming decoder makes of the frame, its checksum ignored; null if nothing.</summary>
    private static byte[]? Decompress(byte[] body)
    {
        try
        {
            using var decompressor = new Decompressor();
            decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
            decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_experimentalParam3, 1); // ignore the checksum
            using var input = new MemoryStream(body);
            using var stream = new DecompressionStream(input, decompressor, checkEndOfStream: false);
            return BodyCheck.ReadUpTo(stream, BodyCheck.Longest);
        }
        catch (ZstdException)
        {
            return null;
        }
    }
}
