using Tarn.Acceptance.Harness;
using Tarn.Campaign.Archives;
using Tarn.Format.Segments;

namespace Tarn.Campaign.Peers;

/// <summary>One tree, as each archiver stores it.</summary>
internal sealed class PeerArchives
{
    private const int MiB = 1 << 20;

    private static readonly ArchiveShape Shape = new(TreeName.Small, Codec.Zstd, 3, MiB, 0, MiB);

    private readonly Dictionary<Peer, StoredArchive> _archives = [];

    /// <summary>Makes them.</summary>
    internal PeerArchives(IReadOnlyList<Peer> peers)
    {
        var tarn = new ArchiveMaker().Of(Shape);
        Files = tarn
            .Entries.Select(entry => entry.Source)
            .Where(source => source is { FirstName: null, Item.Type: '-' })
            .ToDictionary(source => source.Path, source => source.Item.Content);
        using var temp = new TempDirectory();
        var store = temp.Make("store");
        foreach (var volume in tarn.Volumes)
        {
            File.WriteAllBytes($"{store}/{volume.Name}", volume.Bytes);
        }
        TarnProgram.Restore(store, temp.At("source"));
        foreach (var peer in peers)
        {
            _archives.Add(peer, peer.Make.Length == 0 ? tarn : Make(peer, temp));
        }
    }

    /// <summary>Size and hash of each file, by path.</summary>
    internal IReadOnlyDictionary<string, string> Files { get; }

    internal StoredArchive Of(Peer peer) => _archives[peer];

    private static StoredArchive Make(Peer peer, TempDirectory temp)
    {
        var place = temp.Make(peer.Name);
        Directory.CreateDirectory($"{place}/in");
        Tool.Shell($"export SOURCE={temp.At("source")}\n{peer.Make}", place).AssertStatus(0);
        return new StoredArchive(
            Shape,
            [
                .. Directory
                    .GetFiles($"{place}/in")
                    // dar numbers its volumes without zeros before.
                    .OrderBy(path => path.Length)
                    .ThenBy(path => path, StringComparer.Ordinal)
                    .Select(
                        (path, index) =>
                            StoredVolume.OfOthers(Path.GetFileName(path), index + 1, File.ReadAllBytes(path))
                    ),
            ]
        );
    }
}
