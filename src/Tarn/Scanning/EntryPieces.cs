using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Scanning;

/// <summary>What there is of one entry, or of one group of entries: at least one segment.</summary>
internal sealed record EntryPieces
{
    /// <summary>The sequence of the segment that it begins with, which may be lost.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where its headers begin in the tar stream.</summary>
    public required long TarOffset { get; init; }

    /// <summary>The first segment of it that there is.</summary>
    public required PlacedHead First { get; init; }

    /// <summary>The last one.</summary>
    public required Marker Last { get; init; }

    /// <summary>Whether none is missing between the first and the last.</summary>
    public required bool IsContiguous { get; init; }

    /// <summary>A copy of its headers, from the start of the volume of the first segment; null if that has none.</summary>
    public ContinuedEntry? Continued { get; init; }

    /// <summary>Whether its headers, or the first of them, are there.</summary>
    public bool HasHead => First.Marker.Kind == SegmentKind.Entry;

    /// <summary>Whether its last segment is there.</summary>
    public bool HasEnd => Last.Flags.HasFlag(SegmentFlags.EntryEnds);

    /// <summary>Whether all of it is there.</summary>
    public bool IsWhole => HasHead && HasEnd && IsContiguous;

    /// <summary>Where an entry of theirs is: by the number of the input, from 1, and the offset of the first of them.</summary>
    public SegmentLocation LocationOf(long tarOffset) =>
        new(First.Input + 1, First.Offset, Sequence, tarOffset);

    /// <summary>Where the last segment ends in the tar stream.</summary>
    public long TarEnd => Last.TarOffset + Last.VisibleLength;

    /// <summary>Whether it can be several entries: those are in one segment.</summary>
    public bool MayBeGroup => HasHead && HasEnd && Last.Sequence == Sequence;
}
