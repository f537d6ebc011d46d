using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>What is fixed for a whole archive before its first byte is written.</summary>
public sealed class ArchiveParameters
{
    /// <summary>Default volume size, bytes: few enough files for a terabyte, small enough to copy again.</summary>
    public const long DefaultVolumeSize = 512L << 20;

    /// <summary>Default segment size, bytes of tar stream (spec/segments.md, "Sizes").</summary>
    public const int DefaultSegmentSize = 1 << 20;

    /// <summary>A segment is at most this share of a volume, so that cutting between segments wastes little.</summary>
    public const int SegmentsPerVolume = 8;

    /// <summary>Checks and keeps the parameters.</summary>
    /// <exception cref="ArgumentException">One is outside its range.</exception>
    public ArchiveParameters(
        ArchiveId id,
        ByteString set,
        UnixTime created,
        Codec codec,
        long volumeSize,
        int segmentSize
    )
    {
        if (set.IsEmpty || set.Length > Limits.MaxSetName)
        {
            throw new ArgumentException($"a set's name has 1 to {Limits.MaxSetName} bytes", nameof(set));
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(volumeSize, Limits.MinVolumeSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentSize, Limits.MinSegmentSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segmentSize, Limits.MaxSegmentSize);
        Id = id;
        Set = set;
        Created = created;
        Codec = codec;
        VolumeSize = volumeSize;
        var most = Math.Min(segmentSize, volumeSize / SegmentsPerVolume);
        SegmentSize = (int)(most - (most % Tar.TarBlock.Size));
        KeepWhole = volumeSize / 4;
    }

    /// <summary>The archive's id.</summary>
    public ArchiveId Id { get; }

    /// <summary>The set it belongs to, 1 to <see cref="Limits.MaxSetName"/> bytes.</summary>
    public ByteString Set { get; }

    /// <summary>When the run began.</summary>
    public UnixTime Created { get; }

    /// <summary>How it is compressed.</summary>
    public Codec Codec { get; }

    /// <summary>No volume is larger, bytes.</summary>
    public long VolumeSize { get; }

    /// <summary>Most bytes of tar stream in a segment: a multiple of 512, at most an eighth of the volume size.</summary>
    public int SegmentSize { get; }

    /// <summary>Small entries are joined until a segment holds this many bytes of tar stream; 0 for one each.</summary>
    public int GroupSize { get; init; }

    /// <summary>Files of at most this many bytes are not spread over two volumes. Default: a quarter of a volume.</summary>
    public long KeepWhole { get; init; }

    /// <summary>The hash of contents that the index keeps.</summary>
    public HashAlgorithm Hash { get; init; } = HashAlgorithm.Xxh128;

    /// <summary>Full or differential.</summary>
    public ArchiveKind Kind { get; init; } = ArchiveKind.Full;

    /// <summary>The archives that are needed besides this one to restore its snapshot.</summary>
    public IReadOnlyList<ArchiveId> Needed { get; init; } = [];

    /// <summary>The framing of <see cref="Codec"/>.</summary>
    public IFraming Framing => Framings.Of(Codec);
}
