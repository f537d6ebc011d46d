using Tarn.Campaign.Trees;

namespace Tarn.Campaign.Archives;

/// <summary>An entry of an undamaged archive, and what it depends on.</summary>
/// <param name="Source">What was stored.</param>
/// <param name="Member">Where it is in the tar stream.</param>
/// <param name="MapLength">Bytes of map before the data of a sparse file; else 0.</param>
/// <param name="Segments">All that hold a part of it, in order.</param>
/// <param name="NamedBy">The segments of the index that its line is in.</param>
internal sealed record StoredEntry(
    TreeEntry Source,
    TarMember Member,
    int MapLength,
    IReadOnlyList<StoredSegment> Segments,
    IReadOnlyList<StoredSegment> NamedBy
)
{
    internal string Path => Source.Path;

    /// <summary>The bytes of the file that a segment holds: runs of offset and end, in order.</summary>
    internal IEnumerable<ByteRange> BytesIn(StoredSegment segment)
    {
        var stored = Member.ContentOffset + MapLength;
        foreach (var extent in Source.Extents)
        {
            var shift = extent.Offset - stored;
            var run = new ByteRange(
                Math.Max(segment.TarOffset, stored) + shift,
                Math.Min(segment.TarEnd, stored + extent.Length) + shift
            );
            if (run.Length > 0)
            {
                yield return run;
            }
            stored += extent.Length;
        }
    }
}
