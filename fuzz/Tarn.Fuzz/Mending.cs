using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Tar;

namespace Tarn.Fuzz;

/// <summary>Makes the checks in damaged bytes hold again, so that what lies behind them is reached.</summary>
internal static class Mending
{
    private const int ChecksumOffset = 148;
    private const int ChecksumWidth = 8;
    private const int MagicOffset = 257;

    /// <summary>The tar stream with the right checksum in every block that looks like a header.</summary>
    public static byte[] Headers(ReadOnlySpan<byte> tar)
    {
        var mended = tar.ToArray();
        for (var at = 0; at + TarBlock.Size <= mended.Length; at += TarBlock.Size)
        {
            var block = mended.AsSpan(at, TarBlock.Size);
            if (LooksLikeHeader(block))
            {
                WriteChecksum(block);
            }
        }
        return mended;
    }

    /// <summary>Writes the right checksum into a header block.</summary>
    public static void WriteChecksum(Span<byte> block)
    {
        var field = block.Slice(ChecksumOffset, ChecksumWidth);
        field.Fill((byte)' ');
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }
        NumberField.Write(field[..^1], sum);
    }

    /// <summary>The bytes with right checks in every marker of which all is there.</summary>
    public static byte[] Markers(ReadOnlySpan<byte> volume)
    {
        var mended = volume.ToArray();
        for (var at = 0; ; at++)
        {
            var found = mended.AsSpan(at).IndexOf(Marker.Magic);
            if (found < 0 || mended.Length - at - found < Marker.Size)
            {
                return mended;
            }
            at += found;
            MendMarker(mended.AsSpan(at));
        }
    }

    private static void MendMarker(Span<byte> bytes)
    {
        var hiddenLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[72..]);
        if (hiddenLength is >= 0 and <= Limits.MaxHiddenPayload && hiddenLength <= bytes.Length - Marker.Size)
        {
            var check = hiddenLength == 0 ? 0 : SegmentCheck.Of(bytes.Slice(Marker.Size, hiddenLength));
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[80..], check);
        }
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[88..], SegmentCheck.Of(bytes[..88]));
    }

    private static bool LooksLikeHeader(ReadOnlySpan<byte> block)
    {
        var checksum = block.Slice(ChecksumOffset, ChecksumWidth).TrimEnd(" \0"u8);
        return block.Slice(MagicOffset, 5).SequenceEqual("ustar"u8)
            || (!checksum.IsEmpty && !checksum.ContainsAnyExceptInRange((byte)'0', (byte)'7'));
    }
}
