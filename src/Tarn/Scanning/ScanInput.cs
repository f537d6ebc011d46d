using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>Something that may hold segments: a volume, a file, a disk.</summary>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Open">Opens it; whoever opens it disposes it.</param>
public sealed record ScanInput(string Name, Func<CancellationToken, ValueTask<IBlob>> Open)
{
    /// <summary>A blob of a store.</summary>
    public static ScanInput Of(IStore store, string name) => new(name, ct => store.OpenAsync(name, ct));

    /// <summary>The volumes of an archive, in order, and then all that may hold more of it.</summary>
    internal static ScanInput[] Of(IStore store, ArchiveListing archive) =>
        [
            .. archive
                .Volumes.Select(volume => volume.Name)
                .Concat(archive.OtherBlobs)
                .Select(name => Of(store, name)),
        ];
}
