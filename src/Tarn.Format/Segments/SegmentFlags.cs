namespace Tarn.Format.Segments;

/// <summary>What a marker says besides (spec/segments.md, "Flags"). All since format version 1.</summary>
[Flags]
public enum SegmentFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The hidden payload goes on in the next segment of the archive. <c>0001</c>.</summary>
    More = 1,

    /// <summary>The entry, or the group, ends with this segment. <c>0002</c>.</summary>
    EntryEnds = 2,

    /// <summary>The file got shorter while it was read; zeros stand for what was missing. <c>0004</c>.</summary>
    Shrank = 4,

    /// <summary>The file got longer while it was read; what came after its size at the start is left out. <c>0008</c>.</summary>
    Grew = 8,

    /// <summary>The file changed while it was read; its content may mix states. <c>0010</c>.</summary>
    Changed = 16,

    /// <summary>An index segment that holds the directory of the volume's pieces. <c>0020</c>.</summary>
    Directory = 32,
}
