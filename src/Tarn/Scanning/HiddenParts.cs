using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>
/// Puts hidden payloads of one kind together from segments that come in order (spec/segments.md, "Hidden payloads"). Not
/// thread-safe.
/// </summary>
internal sealed class HiddenParts
{
    /// <summary>The longest of all payloads.</summary>
    private const int MaxLength = Limits.MaxIndexDirectory;

    private readonly ArrayBufferWriter<byte> _payload = new();
    private long _next = -1;

    /// <summary>
    /// Takes the hidden payload of a segment. The whole payload, if it is the last part; null if more parts are needed, or
    /// if parts before it are missing.
    /// </summary>
    public byte[]? Add(Marker marker, ReadOnlySpan<byte> hidden)
    {
        var goesOn = marker.Sequence == _next;
        var more = marker.Flags.HasFlag(SegmentFlags.More);
        if (!goesOn)
        {
            _payload.ResetWrittenCount();
        }
        if (_payload.WrittenCount + hidden.Length > MaxLength)
        {
            _next = -1;
            return null;
        }
        _payload.Write(hidden);
        _next = more ? marker.Sequence + 1 : -1;
        if (more)
        {
            return null;
        }
        var whole = _payload.WrittenSpan.ToArray();
        _payload.ResetWrittenCount();
        return whole;
    }
}
