using System.Security.Cryptography;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Verifying;

namespace Tarn;

/// <summary>Looks whether an archive in a store is whole. Never stops at the first finding.</summary>
/// <param name="options">How deep to look.</param>
public sealed class Verify(VerifyOptions options)
{
    /// <summary>Looks at one archive. Whatever is amiss is reported.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<VerifyResult> RunAsync(
        IStore store,
        ArchiveListing archive,
        IListener? listener,
        CancellationToken ct
    )
    {
        var journal = new Journal(listener);
        new ChainCheck(archive, journal).Run();
        var (entries, whole, bytes) = (0L, 0L, 0L);
        if (options.Depth == VerifyDepth.Hash)
        {
            bytes = await new HashCheck(store, journal).RunAsync(archive, ct);
        }
        else if (options.Depth == VerifyDepth.ReadData)
        {
            (entries, whole, bytes) = await ReadDataAsync(store, archive, journal, ct);
        }
        return new VerifyResult(entries, whole, bytes, journal.Problems);
    }

    private async Task<(long Entries, long Whole, long Bytes)> ReadDataAsync(
        IStore store,
        ArchiveListing archive,
        Journal journal,
        CancellationToken ct
    )
    {
        var volumes = archive.Volumes.ToArray();
        using var watch = new SegmentWatch(volumes, isHashed: options.Sample >= 1, journal);
        using var findings = await Findings.ScanAsync(
            ScanInput.Of(store, archive),
            Workers.Of(options.Workers),
            options.Sample < 1 ? IsInSample : null,
            watch.See,
            journal,
            ct
        );
        watch.Complete();
        var (entries, whole) = await new EntryCheck(findings.Find(archive.Id), journal).RunAsync(ct);
        return (entries, whole, archive.StoredBytes);
    }

    private bool IsInSample(FoundSegment segment) =>
        RandomNumberGenerator.GetInt32(int.MaxValue) < options.Sample * int.MaxValue;
}
