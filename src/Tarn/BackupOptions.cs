using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn;

/// <summary>How to make a backup.</summary>
public sealed record BackupOptions
{
    /// <summary>Default compression level for zstd: the customary balance.</summary>
    public const int DefaultZstdLevel = 3;

    /// <summary>Default compression level for gzip: gzip's own.</summary>
    public const int DefaultGzipLevel = 6;

    /// <summary>Highest compression level for zstd; those beyond need much more memory to unpack.</summary>
    public const int MaxZstdLevel = 19;

    /// <summary>Highest compression level for gzip.</summary>
    public const int MaxGzipLevel = 9;

    /// <summary>
    /// Largest segment a backup makes, bytes: half of what the format allows, so that a run stays below 200 MiB of
    /// memory.
    /// </summary>
    public const int MaxSegmentSize = 8 << 20;

    /// <summary>What ties the archives of one source together: 1 to <see cref="Limits.MaxSetName"/> bytes.</summary>
    public required ByteString Set { get; init; }

    /// <summary>Largest volume, bytes; at least <see cref="Limits.MinVolumeSize"/>.</summary>
    public long VolumeSize { get; init; } = ArchiveParameters.DefaultVolumeSize;

    /// <summary>How to compress.</summary>
    public Codec Codec { get; init; } = Codec.Zstd;

    /// <summary>How hard to compress: 1 to 19 for zstd, 0 (not at all) to 9 for gzip. Null for the codec's default.</summary>
    public int? Level { get; init; }

    /// <summary>
    /// Largest segment, bytes of tar stream: <see cref="Limits.MinSegmentSize"/> to <see cref="MaxSegmentSize"/>.
    /// Damage costs one; cut to an eighth of the volume size.
    /// </summary>
    public int SegmentSize { get; init; } = ArchiveParameters.DefaultSegmentSize;

    /// <summary>Small entries share a segment until it holds this many bytes; 0 for a segment each.</summary>
    public int GroupSize { get; init; }

    /// <summary>
    /// Files of at most this many bytes are kept in one volume. Null for a quarter of the volume size;
    /// <see cref="long.MaxValue"/> for whatever fits an empty volume.
    /// </summary>
    public long? KeepWhole { get; init; }

    /// <summary>The hash of each file's content that the index keeps.</summary>
    public HashAlgorithm Hash { get; init; } = HashAlgorithm.Xxh128;

    /// <summary>How many threads read and compress. Null for twice as many as there are processors, at least 4.</summary>
    public int? Workers { get; init; }

    /// <summary>Tells when the run begins.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
