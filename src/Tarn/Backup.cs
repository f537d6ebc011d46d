using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Pipeline;
using Tarn.Results;
using Tarn.Sources;
using Tarn.Stores;

namespace Tarn;

/// <summary>Makes a full archive of a source.</summary>
/// <param name="source">What to store.</param>
/// <param name="store">Where the volumes go: a store, or a pipe.</param>
/// <param name="options">How.</param>
public sealed class Backup(IEntrySource source, IBlobSink store, BackupOptions options)
{
    /// <summary>
    /// Runs the backup. When this returns, every volume is in the store, and the archive is complete, apart from the
    /// problems the listener heard of. When it throws, the store holds nothing that looks complete.
    /// </summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="StoreException">A volume could not be stored.</exception>
    /// <exception cref="SourceException">The source as a whole cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public Task<BackupResult> RunAsync(IListener? listener, CancellationToken ct)
    {
        var archive = DescribeArchive();
        var pipeline = new BackupPipeline(
            archive,
            options.Level ?? DefaultLevel(),
            Workers.Of(options.Workers),
            new Journal(listener)
        );
        return pipeline.RunAsync(source, store, ct);
    }

    private ArchiveParameters DescribeArchive()
    {
        CheckRanges();
        Span<byte> id = stackalloc byte[ArchiveId.Size];
        RandomNumberGenerator.Fill(id);
        return new ArchiveParameters(
            new ArchiveId(id),
            options.Set,
            UnixTime.From(options.Clock.GetUtcNow()),
            options.Codec,
            options.VolumeSize,
            options.SegmentSize
        )
        {
            Hash = options.Hash,
            GroupSize = options.GroupSize,
            KeepWhole = options.KeepWhole ?? options.VolumeSize / 4,
        };
    }

    private void CheckRanges()
    {
        var (lowest, highest) =
            options.Codec == Codec.Zstd ? (1, BackupOptions.MaxZstdLevel) : (0, BackupOptions.MaxGzipLevel);
        CheckRange(options.Level ?? lowest, lowest, highest, "the compression level");
        CheckRange(
            options.SegmentSize,
            Limits.MinSegmentSize,
            BackupOptions.MaxSegmentSize,
            "the segment size"
        );
        CheckRange(options.GroupSize, 0, BackupOptions.MaxSegmentSize, "the group size");
        CheckRange(options.KeepWhole ?? 0, 0, long.MaxValue, "the size of files kept whole");
    }

    private static void CheckRange(long value, long lowest, long highest, string what)
    {
        if (value < lowest || value > highest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                $"{what} is from {lowest} to {highest}"
            );
        }
    }

    private int DefaultLevel() =>
        options.Codec == Codec.Zstd ? BackupOptions.DefaultZstdLevel : BackupOptions.DefaultGzipLevel;
}
