using Tarn.Format.Index;

namespace Tarn.Acceptance.Harness;

/// <summary>An entry that begins and ends in one volume, and the segment it begins with.</summary>
internal sealed record WholeEntry(string Path, IndexEntry Entry, Volume Volume, Segment Segment)
{
    /// <summary>Whether that segment is all of it.</summary>
    internal bool IsOneSegment => Segment.EndsEntry;
}
