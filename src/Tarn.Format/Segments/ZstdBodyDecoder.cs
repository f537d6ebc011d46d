using Tarn.Format.Bytes;
using ZstdSharp;

namespace Tarn.Format.Segments;

/// <summary>Decodes one zstd frame in one step, straight into its destination, so that no window is allocated.</summary>
internal sealed class ZstdBodyDecoder : IBodyDecoder
{
    private readonly Decompressor _decompressor = new();

    /// <inheritdoc/>
    public Defect Decode(ReadOnlyMemory<byte> body, Span<byte> visible)
    {
        try
        {
            return
                ZstdFrame.IsWhole(body.Span)
                && StatedLength(body.Span) == visible.Length
                && _decompressor.Unwrap(body.Span, visible) == visible.Length
                ? Defect.None
                : Defect.BadContent;
        }
        catch (ZstdException)
        {
            return Defect.BadContent;
        }
    }

    /// <inheritdoc/>
    public long StatedLength(ReadOnlySpan<byte> body)
    {
        try
        {
            var length = Decompressor.GetDecompressedSize(body);
            return length <= long.MaxValue ? (long)length : -1;
        }
        catch (ZstdException)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _decompressor.Dispose();
}
