using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>Where the parts of a stored segment lie, and the way to take them out, checked.</summary>
public static class SegmentLayout
{
    /// <summary>Bytes of a segment before its hidden payload: prefix and marker.</summary>
    public static int HeadSize(this IFraming framing) => framing.PrefixSize + Marker.Size;

    /// <summary>Bytes of a segment with these payloads.</summary>
    public static int StoredLength(this IFraming framing, int hiddenLength, int bodyLength) =>
        framing.HeadSize() + hiddenLength + bodyLength;

    /// <summary>Reads prefix and marker at the beginning of <paramref name="bytes"/>, and compares the two.</summary>
    public static bool TryReadHead(
        this IFraming framing,
        ReadOnlySpan<byte> bytes,
        out Marker marker,
        out Defect defect
    )
    {
        marker = default;
        if (bytes.Length < framing.HeadSize())
        {
            defect = Defect.Truncated;
            return false;
        }
        if (!Marker.TryParse(bytes[framing.PrefixSize..], out marker, out defect))
        {
            return false;
        }
        var fits =
            framing.IsPrefix(bytes, marker.HiddenLength)
            && marker.StoredLength >= framing.StoredLength(marker.HiddenLength, framing.EmptyBody.Length)
            && (marker.VisibleLength > 0 || HasEmptyBody(framing, marker));
        defect = fits ? Defect.None : Defect.BadField;
        return fits;
    }

    /// <summary>The hidden payload of a whole segment, its check compared, and its body if that holds nothing.</summary>
    public static bool TryReadHidden(
        this IFraming framing,
        Marker marker,
        ReadOnlyMemory<byte> segment,
        out ReadOnlyMemory<byte> hidden,
        out Defect defect
    )
    {
        hidden = default;
        if (segment.Length < marker.StoredLength)
        {
            defect = Defect.Truncated;
            return false;
        }
        hidden = segment.Slice(framing.HeadSize(), marker.HiddenLength);
        if (marker.VisibleLength == 0 && !framing.Body(marker, segment).Span.SequenceEqual(framing.EmptyBody))
        {
            defect = Defect.BadContent;
            return false;
        }
        var check = hidden.IsEmpty ? 0 : SegmentCheck.Of(hidden.Span);
        defect = check == marker.HiddenCheck ? Defect.None : Defect.BadCheck;
        return defect == Defect.None;
    }

    /// <summary>The body of a whole segment.</summary>
    public static ReadOnlyMemory<byte> Body(
        this IFraming framing,
        Marker marker,
        ReadOnlyMemory<byte> segment
    ) => segment[framing.StoredLength(marker.HiddenLength, 0)..marker.StoredLength];

    private static bool HasEmptyBody(IFraming framing, Marker marker) =>
        marker.StoredLength == framing.StoredLength(marker.HiddenLength, framing.EmptyBody.Length);
}
