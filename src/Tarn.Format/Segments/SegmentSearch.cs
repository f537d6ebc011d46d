using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>Looks for segments in bytes of unknown origin (spec/segments.md, "Searching").</summary>
public static class SegmentSearch
{
    private static readonly IFraming[] All = [Framings.Zstd, Framings.Gzip];

    private static readonly int LongestPrefix = All.Max(framing => framing.PrefixSize);

    /// <summary>Bytes from the beginning of a segment to the end of its marker, in the framing that has most of them.</summary>
    public static int HeadSize { get; } = LongestPrefix + Marker.Size;

    /// <summary>The head of the segment that begins with the first of <paramref name="bytes"/>; null if none does.</summary>
    /// <param name="bytes">At least <see cref="HeadSize"/> bytes, unless no more follow.</param>
    /// <param name="otherVersion">The format version of a head that is whole but not known here; otherwise 0.</param>
    public static SegmentHead? ReadHead(ReadOnlySpan<byte> bytes, out int otherVersion)
    {
        otherVersion = 0;
        foreach (var framing in All)
        {
            if (framing.TryReadHead(bytes, out var marker, out var defect))
            {
                return new SegmentHead(marker, framing);
            }
            if (defect == Defect.UnknownVersion)
            {
                otherVersion = Marker.VersionOf(bytes[framing.PrefixSize..]);
            }
        }
        return null;
    }

    /// <summary>Finds the first segment whose head is in <paramref name="bytes"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="head">Its head; null if there is none.</param>
    /// <param name="otherVersion">The format version of the last head passed over that is not known here; otherwise 0.</param>
    /// <returns>
    /// Where it begins; without one, how many bytes need not be looked at again: no segment begins in them.
    /// </returns>
    public static int Find(ReadOnlySpan<byte> bytes, out SegmentHead? head, out int otherVersion)
    {
        head = null;
        otherVersion = 0;
        for (var at = 0; ; at++)
        {
            var found = bytes[at..].IndexOf(Marker.Magic);
            if (found < 0)
            {
                return Math.Max(0, bytes.Length - LongestPrefix - Marker.Magic.Length + 1);
            }
            at += found;
            if (bytes.Length - at < Marker.Size)
            {
                return Math.Max(0, at - LongestPrefix);
            }
            foreach (var framing in All.Where(framing => framing.PrefixSize <= at))
            {
                var begin = at - framing.PrefixSize;
                head = ReadHead(bytes[begin..], out var version);
                if (head is not null)
                {
                    return begin;
                }
                otherVersion = version == 0 ? otherVersion : version;
            }
        }
    }
}
