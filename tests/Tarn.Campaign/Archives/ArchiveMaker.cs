using System.Collections.Concurrent;
using Tarn.Acceptance.Harness;
using Tarn.Campaign.Trees;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;
using Tarn.Pipeline;
using Tarn.Results;
using Tarn.Stores.Memory;

namespace Tarn.Campaign.Archives;

/// <summary>
/// Makes archives with the pipeline of a backup, once each. They are the same in every run, byte for byte: id and time
/// are given, so that a case can be repeated by its number.
/// </summary>
internal sealed class ArchiveMaker
{
    /// <summary>2024-05-06T07:08:09Z.</summary>
    private static readonly UnixTime Created = new(1_714_979_289, 0);

    private readonly ConcurrentDictionary<ArchiveShape, Lazy<StoredArchive>> _made = [];

    internal StoredArchive Of(ArchiveShape shape) =>
        _made.GetOrAdd(shape, _ => new Lazy<StoredArchive>(() => Make(shape))).Value;

    private static StoredArchive Make(ArchiveShape shape) =>
        shape.Tree switch
        {
            TreeName.Small => Make(shape, CampaignTrees.Small(directories: 20), Number(shape)),
            TreeName.Spanning => Make(shape, CampaignTrees.Spanning(), Number(shape)),
            _ => MakeNested(shape),
        };

    private static int Number(ArchiveShape shape) => 1 + ArchiveShape.All.ToList().IndexOf(shape);

    private static StoredArchive MakeNested(ArchiveShape shape)
    {
        var tree = CampaignTrees.Small(directories: 2);
        var inner = Make(new ArchiveShape(TreeName.Small, Codec.Zstd, 3, 1 << 20, 0, 1 << 20), tree, 1_001);
        var innerGzip = Make(inner.Shape with { Codec = Codec.Gzip, Level = 6 }, tree, 1_002);
        var builder = new TreeBuilder("var/backups");
        builder.File("a before", new Noise(13).Bytes(40_000));
        foreach (var volume in inner.Volumes.Concat(innerGzip.Volumes))
        {
            builder.File(volume.Name, volume.Bytes);
        }
        builder.File("plain.tar", inner.Tar).File("plain.tar.gz", Packing.Gzip(inner.Tar));
        builder.File("plain.tar.zst", Packing.Zstd(inner.Tar)).File("z behind", new Noise(14).Bytes(40_000));
        return Make(shape, builder.Build("nested"), Number(shape), inner, innerGzip);
    }

    private static StoredArchive Make(
        ArchiveShape shape,
        SourceTree tree,
        int number,
        params StoredArchive[] inner
    )
    {
        var noise = new Noise((ulong)number);
        var id = new ArchiveId(noise.Bytes(ArchiveId.Size));
        var parameters = new ArchiveParameters(
            id,
            ByteString.FromText("campaign"),
            Created,
            shape.Codec,
            shape.VolumeSize,
            shape.SegmentSize
        )
        {
            GroupSize = shape.GroupSize,
        };
        var store = new MemoryStore();
        var pipeline = new BackupPipeline(parameters, shape.Level, workers: 2, new Journal(null));
        pipeline.RunAsync(tree, store, default).GetAwaiter().GetResult();
        return new StoredArchive(id, shape, tree, [.. VolumesOf(store)]) { Inner = inner };
    }

    private static IEnumerable<StoredVolume> VolumesOf(MemoryStore store)
    {
        var number = 1;
        foreach (var blob in store.ListAsync(default).ToBlockingEnumerable())
        {
            var opened = store.OpenAsync(blob.Name, default).AsTask().GetAwaiter().GetResult();
            var bytes = new byte[opened.Length];
            for (var read = 0; read < bytes.Length; )
            {
                read += opened
                    .ReadAsync(read, bytes.AsMemory(read), default)
                    .AsTask()
                    .GetAwaiter()
                    .GetResult();
            }
            yield return StoredVolume.Read(blob.Name, number++, bytes);
        }
    }
}
