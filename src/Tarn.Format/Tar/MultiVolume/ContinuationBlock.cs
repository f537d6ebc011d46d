using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// The two header blocks that only GNU tar's multi-volume archives have (spec/gnu-multi-volume.md). All other bytes
/// are zero, the magic as well.
/// <code>
/// offset size field                          in type
///      0  100 label or member's name         V  M
///    124   12 bytes of content to come          M
///    148    8 checksum                       V  M
///    156    1 type flag                      V  M
///    369   12 offset in the member              M
/// </code>
/// </summary>
internal static class ContinuationBlock
{
    private const int NameLength = UstarHeader.NameLength;
    private const int RemainingAt = 124;
    private const int TypeAt = 156;
    private const int OffsetAt = 369;

    /// <summary>Writes a header of type <c>V</c> into the first 512 bytes of <paramref name="block"/>.</summary>
    /// <param name="block">At least 512 bytes.</param>
    /// <param name="label">At most 100 bytes.</param>
    public static void WriteLabel(Span<byte> block, ByteString label)
    {
        block = Begin(block, TypeFlag.VolumeLabel, label);
        UstarHeader.WriteChecksum(block);
    }

    /// <summary>Writes a header of type <c>M</c> into the first 512 bytes of <paramref name="block"/>.</summary>
    /// <param name="block">At least 512 bytes.</param>
    /// <param name="continuation">Its name has at most 100 bytes.</param>
    public static void Write(Span<byte> block, MemberContinuation continuation)
    {
        block = Begin(block, TypeFlag.MultiVolume, continuation.Name);
        NumberField.Write(block.Slice(RemainingAt, UstarHeader.SizeWidth), continuation.Remaining);
        NumberField.Write(block.Slice(OffsetAt, UstarHeader.SizeWidth), continuation.Offset);
        UstarHeader.WriteChecksum(block);
    }

    /// <summary>Reads a header of type <c>M</c> whose block has been parsed.</summary>
    public static bool TryRead(
        UstarHeader header,
        ReadOnlySpan<byte> block,
        out MemberContinuation? continuation
    )
    {
        var isNumber = NumberField.TryRead(block.Slice(OffsetAt, UstarHeader.SizeWidth), out var offset);
        continuation = null;
        if (!isNumber || offset is < 0 or >= Limits.MaxPosition || header.ContentLength >= Limits.MaxPosition)
        {
            return false;
        }
        continuation = new MemberContinuation(
            MultiVolumeFormat.Gnu,
            header.Name,
            offset,
            header.ContentLength
        );
        return true;
    }

    private static Span<byte> Begin(Span<byte> block, TypeFlag type, ByteString name)
    {
        block = block[..TarBlock.Size];
        block.Clear();
        name.Span.CopyTo(block[..NameLength]);
        block[TypeAt] = (byte)type;
        return block;
    }
}
