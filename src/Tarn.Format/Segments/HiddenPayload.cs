using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>
/// A hidden payload longer than one segment may hold is spread over segments that follow each other, all but the last
/// flagged <see cref="SegmentFlags.More"/> (spec/segments.md, "Hidden payloads").
/// </summary>
internal static class HiddenPayload
{
    /// <summary>How many segments <paramref name="length"/> bytes take; an empty payload takes none.</summary>
    public static long SegmentCount(long length) =>
        (length + Limits.MaxHiddenPayload - 1) / Limits.MaxHiddenPayload;
}
