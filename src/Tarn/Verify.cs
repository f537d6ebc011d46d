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
        if (options.Depth == VerifyDepth.ReadData)
        {
            return await ReadDataAsync(store, archive, journal, ct);
        }
        var bytes =
            options.Depth == VerifyDepth.Hash ? await new HashCheck(store, journal).RunAsync(archive, ct) : 0;
        return new VerifyResult(0, 0, bytes, journal.Problems);
    }

    private async Task<VerifyResult> ReadDataAsync(
        IStore store,
        ArchiveListing archive,
        Journal journal,
        CancellationToken ct
    )
    {
        var volumes = archive.Volumes.ToArray();
        var isAll = options.Sample >= 1;
        var map = ArchiveMap.Of(archive);
        var mapWatch = ArchiveMap.Watch(map, volumes);
        using var watch = new SegmentWatch(volumes, isHashed: isAll, mapWatch, journal);
        using var findings = await Findings.ScanAsync(
            ScanInput.Of(store, archive),
            Workers.Of(options.Workers),
            isAll ? null : IsInSample,
            watch.See,
            journal,
            ct
        );
        watch.Complete();
        mapWatch.Complete();
        var (entries, whole) = await new EntryCheck(findings.Find(archive.Id), journal).RunAsync(ct);
        return new VerifyResult(entries, whole, archive.StoredBytes, journal.Problems)
        {
            Map = isAll ? map : null,
        };
    }

    private bool IsInSample(FoundSegment segment) =>
        RandomNumberGenerator.GetInt32(int.MaxValue) < options.Sample * int.MaxValue;
}
