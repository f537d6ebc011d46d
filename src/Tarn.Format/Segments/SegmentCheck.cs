using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tarn.Format.Segments;

/// <summary>
/// The check of a marker and of a hidden payload: the first eight bytes of their SHA-256, as a little-endian number.
/// It guards against accidents. SHA-256 because every language has it at hand; eight bytes because a scan of an
/// exabyte then trusts a false marker less than once.
/// </summary>
internal static class SegmentCheck
{
    /// <summary>Bytes of a check.</summary>
    public const int Size = 8;

    /// <summary>The check of <paramref name="bytes"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }
}
