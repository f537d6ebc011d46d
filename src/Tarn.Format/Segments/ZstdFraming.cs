using System.Buffers.Binary;
using ZstdSharp;

namespace Tarn.Format.Segments;

/// <summary>
/// A skippable frame with the marker, then one frame with the visible payload, if any (spec/segments.md, "zstd").
/// </summary>
internal sealed class ZstdFraming : IFraming
{
    /// <summary>A skippable frame's magic number, one of the sixteen of RFC 8878, 3.1.2.</summary>
    public const uint SkippableMagic = 0x184D2A54;

    /// <summary>The magic number of a frame (RFC 8878, 3.1.1).</summary>
    public const uint FrameMagic = 0xFD2FB528;

    /// <inheritdoc/>
    public Codec Codec => Codec.Zstd;

    /// <inheritdoc/>
    public string Extension => "tar.zst";

    /// <inheritdoc/>
    public string Decompressor => "zstd -dc";

    /// <summary>The skippable frame's magic number and length.</summary>
    public int PrefixSize => 8;

    /// <summary>
    /// An empty frame: magic, single segment, content size 0, one empty raw block that is the last. Without it GNU
    /// tar 1.34 does not recognise a volume whose name does not end in .zst.
    /// </summary>
    public ReadOnlySpan<byte> Prologue => [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x00, 0x01, 0x00, 0x00];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> EmptyBody => [];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> StandaloneHeader => [];

    /// <inheritdoc/>
    public void WritePrefix(Span<byte> prefix, int hiddenLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, SkippableMagic);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], Marker.Size + hiddenLength);
    }

    /// <inheritdoc/>
    public bool IsPrefix(ReadOnlySpan<byte> prefix, int hiddenLength) =>
        BinaryPrimitives.ReadUInt32LittleEndian(prefix) == SkippableMagic
        && BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]) == Marker.Size + hiddenLength;

    /// <inheritdoc/>
    public IBodyEncoder CreateEncoder(int level) => new ZstdBodyEncoder(level);

    /// <inheritdoc/>
    public IBodyDecoder CreateDecoder() => new ZstdBodyDecoder();

    /// <inheritdoc/>
    public int MaxBodyLength(int visibleLength) => Compressor.GetCompressBound(visibleLength);
}
