namespace Tarn.Format.Bytes;

/// <summary>The largest lengths this program accepts from outside. Checked before anything is allocated.</summary>
public static class Limits
{
    /// <summary>Smallest volume size, bytes (spec/volumes.md, "Accounting").</summary>
    public const long MinVolumeSize = 1 << 20;

    /// <summary>Smallest segment size, bytes of tar stream (spec/segments.md, "Sizes").</summary>
    public const int MinSegmentSize = 4096;

    /// <summary>Largest segment size, bytes of tar stream (spec/segments.md, "Sizes").</summary>
    public const int MaxSegmentSize = 16 << 20;

    /// <summary>
    /// Longest segment as stored, bytes: the largest visible payload, incompressible, with framing, marker and the
    /// largest hidden payload (spec/segments.md, "Sizes").
    /// </summary>
    public const int MaxStoredSegment = MaxSegmentSize + (MaxSegmentSize >> 7) + (64 << 10);

    /// <summary>
    /// Largest hidden payload of one segment, bytes: with marker and subfield header it keeps a gzip member's extra
    /// field under the 16,384 bytes that busybox 1.35 accepts (spec/segments.md, "gzip framing").
    /// </summary>
    public const int MaxHiddenPayload = 15_900;

    /// <summary>
    /// Largest extended headers of one entry, bytes: bsdtar 3.6.2 drops the entry beyond 1 MiB (spec/tar.md).
    /// </summary>
    public const int MaxExtendedHeaders = 1_000_000;

    /// <summary>
    /// Most bytes that the extended attributes of one entry take in its headers: with the two longest names there are
    /// they stay below <see cref="MaxExtendedHeaders"/> (spec/tar.md, "Extended attributes").
    /// </summary>
    public const int MaxAttributes = 700_000;

    /// <summary>Most extents of a sparse file that are told apart: 16 MB of them (spec/tar.md, "Sparse files").</summary>
    public const int MaxExtents = 1_000_000;

    /// <summary>Longest path or link target, bytes, so that its index line fits the smallest volume (spec/tar.md).</summary>
    public const int MaxPath = 128 << 10;

    /// <summary>
    /// Longest volume start, bytes: its fields and the headers of an entry that goes on from the volume before
    /// (spec/volumes.md, "Volume start").
    /// </summary>
    public const int MaxVolumeStart = MaxExtendedHeaders + (64 << 10);

    /// <summary>No sequence and no place in the tar stream reaches this (spec/segments.md, "Sizes").</summary>
    public const long MaxPosition = 1L << 62;

    /// <summary>Highest volume number: six digits in a volume's name (spec/volumes.md, "Names").</summary>
    public const int MaxVolumeNumber = 999_999;

    /// <summary>Longest set name, bytes (spec/volumes.md, "Volume start").</summary>
    public const int MaxSetName = 128;

    /// <summary>Most archives a differential may need (spec/volumes.md, "Volume start").</summary>
    public const int MaxArchivesNeeded = 256;

    /// <summary>Longest line of the index, bytes of JSON (spec/index.md).</summary>
    public const int MaxIndexLine = 2 << 20;

    /// <summary>Largest index directory of a volume once decompressed, bytes (spec/index.md).</summary>
    public const int MaxIndexDirectory = 16 << 20;

    /// <summary>Largest index piece once decompressed, bytes (spec/index.md).</summary>
    public const int MaxIndexPiece = 8 << 20;

    /// <summary>Longest pattern of a filter, bytes: as long as a path may be that Linux takes (PATH_MAX).</summary>
    public const int MaxPattern = 4096;

    /// <summary>Most rules of a filter. Each is tried with each entry until one matches.</summary>
    public const int MaxPatterns = 10_000;

    /// <summary>Longest list of patterns or paths that is read from a file or a pipe, bytes.</summary>
    public const int MaxList = 64 << 20;

    /// <summary>Most paths in lists: some 150 MB of memory.</summary>
    public const int MaxListedPaths = 1_000_000;
}
