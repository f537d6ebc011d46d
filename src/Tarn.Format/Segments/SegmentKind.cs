namespace Tarn.Format.Segments;

/// <summary>What a segment is for, as its marker says (spec/segments.md, "Kinds"). All since format version 1.</summary>
public enum SegmentKind : byte
{
    /// <summary>The first segment of a volume; hidden. <c>01</c>.</summary>
    VolumeStart = 1,

    /// <summary>Begins with an entry's headers; holds that entry, or a group of whole ones. <c>02</c>.</summary>
    Entry = 2,

    /// <summary>A further part of the entry that the marker names. <c>03</c>.</summary>
    Continuation = 3,

    /// <summary>The two zero blocks that end the tar stream. <c>04</c>.</summary>
    End = 4,

    /// <summary>A piece of the index, or the directory of the pieces; hidden. <c>05</c>.</summary>
    Index = 5,

    /// <summary>Nothing; fills a volume up; hidden. <c>06</c>.</summary>
    Padding = 6,

    /// <summary>The last segment of a volume; hidden. <c>07</c>.</summary>
    VolumeEnd = 7,
}
