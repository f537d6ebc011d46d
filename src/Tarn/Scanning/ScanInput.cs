using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>Something that may hold segments: a volume, a file, a disk, or a part of one.</summary>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Open">Opens it; whoever opens it disposes it.</param>
public sealed record ScanInput(string Name, Func<CancellationToken, ValueTask<IBlob>> Open)
{
    /// <summary>Where the part begins that is looked at; from the first byte of the whole, as all offsets are.</summary>
    public long From { get; init; }

    /// <summary>Where the part ends, if the whole does not end before: the first byte that is not looked at.</summary>
    public long To { get; init; } = long.MaxValue;

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
