using Tarn.Format.Segments;

namespace Tarn.Tests.Format.Vectors;

/// <summary>Whole segments, made by hand.</summary>
internal static class SegmentBytes
{
    public static byte[] Visible(IFraming framing, byte[] visible, int level)
    {
        using var encoder = framing.CreateEncoder(level);
        var body = new byte[framing.MaxBodyLength(visible.Length)];
        var length = encoder.Encode(visible, body);
        var marker = Sample.Marker with
        {
            VisibleLength = visible.Length,
            StoredLength = framing.StoredLength(0, length),
        };
        return [.. Head(framing, marker), .. body[..length]];
    }

    public static byte[] Hidden(IFraming framing, SegmentKind kind, byte[] payload, int volume = 1)
    {
        var marker = Sample.Marker with
        {
            Kind = kind,
            Flags = SegmentFlags.None,
            Volume = volume,
            VisibleLength = 0,
            EntrySequence = 0,
            EntryTarOffset = 0,
            HiddenLength = payload.Length,
            HiddenCheck = SegmentCheck.Of(payload),
            StoredLength = framing.StoredLength(payload.Length, framing.EmptyBody.Length),
        };
        return [.. Head(framing, marker), .. payload, .. framing.EmptyBody];
    }

    private static byte[] Head(IFraming framing, Marker marker)
    {
        var head = new byte[framing.HeadSize()];
        framing.WritePrefix(head, marker.HiddenLength);
        marker.WriteTo(head.AsSpan(framing.PrefixSize));
        return head;
    }
}
