using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Tarn.Format.Segments;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Deflated bodies.</summary>
internal sealed class GzipBodies : ITarget
{
    /// <inheritdoc/>
    public string Name => "gzip-bodies";

    /// <inheritdoc/>
    public string Parses => "bodies of gzip segments, as they come and with CRC and length made right";

    /// <inheritdoc/>
    public long Allowance => BodyCheck.Allowance;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => ArchiveSeeds.Bodies(Framings.Gzip).Where(body => body.Length < 2000);

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        BodyCheck.Run(Framings.Gzip, input, GzipFraming.TrailerSize, Inflate);
        if (input.Length > GzipFraming.TrailerSize && Inflate(input) is { } content)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(^8..), Crc32.HashToUInt32(content));
            BinaryPrimitives.WriteInt32LittleEndian(input.AsSpan(^4..), content.Length);
            BodyCheck.Run(Framings.Gzip, input, GzipFraming.TrailerSize, Inflate);
        }
    }

    /// <summary>What another decoder makes of the body; null if nothing.</summary>
    private static byte[]? Inflate(byte[] body)
    {
        try
        {
            using var input = new MemoryStream(body, 0, body.Length - GzipFraming.TrailerSize);
            using var inflate = new DeflateStream(input, CompressionMode.Decompress);
            return BodyCheck.ReadUpTo(inflate, BodyCheck.Longest);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
