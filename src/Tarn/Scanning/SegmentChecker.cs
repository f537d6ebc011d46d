using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Pipeline;

namespace Tarn.Scanning;

/// <summary>Says whether the payload of a segment can be trusted. Keeps decompressors; not thread-safe.</summary>
internal sealed class SegmentChecker : IDisposable
{
    private readonly Dictionary<Codec, IBodyDecoder> _decoders = [];
    private readonly PooledBuffer _visible = new();

    /// <summary>What is wrong with it: its hidden payload's check, or its visible payload's, does not match.</summary>
    public Defect Check(SegmentHead head, ReadOnlyMemory<byte> bytes)
    {
        if (!head.Framing.TryReadHidden(head.Marker, bytes, out _, out var defect))
        {
            return defect;
        }
        var length = head.Marker.VisibleLength;
        if (length == 0)
        {
            return Defect.None;
        }
        _visible.Clear();
        return Decode(head, bytes, _visible.GetSpan(length)[..length]);
    }

    /// <summary>Decodes the visible payload of a whole segment; its hidden payload is not looked at.</summary>
    public Defect Decode(SegmentHead head, ReadOnlyMemory<byte> bytes, Span<byte> visible)
    {
        if (!_decoders.TryGetValue(head.Framing.Codec, out var decoder))
        {
            decoder = head.Framing.CreateDecoder();
            _decoders.Add(head.Framing.Codec, decoder);
        }
        return decoder.Decode(head.Framing.Body(head.Marker, bytes), visible);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var decoder in _decoders.Values)
        {
            decoder.Dispose();
        }
        _visible.Dispose();
    }
}
