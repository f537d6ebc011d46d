using System.Buffers.Binary;

namespace Tarn.Format.Segments;

/// <summary>
/// One gzip member whose extra field holds the marker, and whose content is the visible payload (spec/segments.md,
/// "gzip"; RFC 1952).
/// </summary>
internal sealed class GzipFraming : IFraming
{
    /// <summary>The member's CRC-32 and length, which end it.</summary>
    public const int TrailerSize = 8;

    /// <summary>Most content of one stored block (RFC 1951, 3.2.4).</summary>
    public const int MaxStoredBlock = 65_535;

    /// <summary>Bytes of a stored block besides its content.</summary>
    public const int StoredBlockOverhead = 5;

    private const int FixedHeaderSize = 10;
    private const int SubfieldHeaderSize = 4;

    /// <inheritdoc/>
    public Codec Codec => Codec.Gzip;

    /// <inheritdoc/>
    public string Extension => "tar.gz";

    /// <inheritdoc/>
    public string Decompressor => "gzip -dc";

    /// <summary>The member's header, the length of the extra field, and the header of its one subfield.</summary>
    public int PrefixSize => FixedHeaderSize + 2 + SubfieldHeaderSize;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Prologue => [];

    /// <summary>The empty final block with fixed codes, and the trailer of nothing.</summary>
    public ReadOnlySpan<byte> EmptyBody => [0x03, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Magic, deflate, no flags, no time, no hint, system unknown.</summary>
    public ReadOnlySpan<byte> StandaloneHeader => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    /// <summary>The same with the flag FEXTRA.</summary>
    private static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF];

    private static ReadOnlySpan<byte> SubfieldId => "TN"u8;

    /// <inheritdoc/>
    public void WritePrefix(Span<byte> prefix, int hiddenLength)
    {
        Header.CopyTo(prefix);
        var subfield = (ushort)(Marker.Size + hiddenLength);
        BinaryPrimitives.WriteUInt16LittleEndian(prefix[10..], (ushort)(SubfieldHeaderSize + subfield));
        SubfieldId.CopyTo(prefix[12..]);
        BinaryPrimitives.WriteUInt16LittleEndian(prefix[14..], subfield);
    }

    /// <inheritdoc/>
    public bool IsPrefix(ReadOnlySpan<byte> prefix, int hiddenLength)
    {
        Span<byte> expected = stackalloc byte[PrefixSize];
        WritePrefix(expected, hiddenLength);
        return prefix[..PrefixSize].SequenceEqual(expected);
    }

    /// <inheritdoc/>
    public IBodyEncoder CreateEncoder(int level) => new GzipBodyEncoder(level);

    /// <inheritdoc/>
    public IBodyDecoder CreateDecoder() => new GzipBodyDecoder();

    /// <summary>What stored blocks need: the encoder falls back to them when deflating does not pay.</summary>
    public int MaxBodyLength(int visibleLength) => StoredBlocksLength(visibleLength) + TrailerSize;

    /// <summary>Bytes of <paramref name="visibleLength"/> in stored blocks.</summary>
    public static int StoredBlocksLength(int visibleLength) =>
        visibleLength
        + (StoredBlockOverhead * Math.Max(1, (visibleLength + MaxStoredBlock - 1) / MaxStoredBlock));
}
