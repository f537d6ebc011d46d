using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Fuzz.Targets;

/// <summary>What holds for the bodies of both codecs.</summary>
internal static class BodyCheck
{
    /// <summary>Longest payload that is decoded, bytes: longer ones only take longer.</summary>
    public const int Longest = 1 << 20;

    /// <summary>A few payloads of that length, while they are compared, and the buffers of another decoder.</summary>
    public const long Allowance = 24L * Longest;

    private const int FastLevel = 1;

    /// <summary>Decodes a body in the lengths it may be asked for.</summary>
    /// <param name="framing">The codec.</param>
    /// <param name="body">What to decode.</param>
    /// <param name="checksumFromEnd">How far before the body's end its checksum begins, bytes.</param>
    /// <param name="another">Another decoder of the same codec; null if it refuses.</param>
    public static void Run(IFraming framing, byte[] body, int checksumFromEnd, Func<byte[], byte[]?> another)
    {
        using var decoder = framing.CreateDecoder();
        var stated = decoder.StatedLength(body);
        var length = stated is >= 0 and <= Longest ? (int)stated : Format.Tar.TarBlock.Size;
        foreach (var asked in (int[])[length, length + 1, Math.Max(0, length - 1)])
        {
            var visible = new byte[asked];
            if (decoder.Decode(body, visible) != Defect.None)
            {
                continue;
            }
            Promise.That(asked == stated, $"{asked} bytes came out of a body that says {stated}");
            Promise.That(
                another(body) is { } other && other.AsSpan().SequenceEqual(visible),
                "two decoders give the same"
            );
            CheckNeighbours(decoder, body, body.Length - checksumFromEnd, visible);
            if (visible.Length > 0) // no segment has an empty visible payload, so no encoder takes one
            {
                CheckAgain(framing, decoder, visible);
            }
        }
    }

    /// <summary>The whole stream, if it has no more bytes than allowed.</summary>
    public static byte[]? ReadUpTo(Stream stream, int most)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0; )
        {
            content.Write(buffer, 0, count);
            if (content.Length > most)
            {
                return null;
            }
        }
        return content.ToArray();
    }

    /// <summary>What passes does not do so with another checksum, nor with a byte more.</summary>
    private static void CheckNeighbours(IBodyDecoder decoder, byte[] body, int checksum, byte[] visible)
    {
        var flipped = body.ToArray();
        flipped[checksum] ^= 1;
        foreach (
            var other in (byte[][])[flipped, [.. body[..checksum], 0, .. body[checksum..]], [.. body, 0]]
        )
        {
            Promise.That(
                decoder.Decode(other, new byte[visible.Length]) != Defect.None,
                "only the whole body passes, and nothing besides"
            );
        }
    }

    private static void CheckAgain(IFraming framing, IBodyDecoder decoder, byte[] visible)
    {
        using var encoder = framing.CreateEncoder(FastLevel);
        var body = new byte[framing.MaxBodyLength(visible.Length)];
        var length = encoder.Encode(visible, body);
        var again = new byte[visible.Length];
        Promise.That(
            decoder.Decode(body.AsMemory(0, length), again) == Defect.None
                && again.AsSpan().SequenceEqual(visible),
            "a body that is encoded again is decoded as it was"
        );
    }
}
