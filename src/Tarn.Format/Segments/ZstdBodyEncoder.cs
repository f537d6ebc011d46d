using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Tarn.Format.Segments;

/// <summary>One zstd frame per payload, with content size and checksum.</summary>
internal sealed class ZstdBodyEncoder : IBodyEncoder
{
    private readonly Compressor _compressor;

    /// <summary>Compresses at <paramref name="level"/>, 1 to 19.</summary>
    public ZstdBodyEncoder(int level)
    {
        _compressor = new Compressor(level);
        _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_contentSizeFlag, 1);
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> visible, Memory<byte> body) => _compressor.Wrap(visible, body.Span);

    /// <inheritdoc/>
    public void Dispose() => _compressor.Dispose();
}
