using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Reading;
using Tarn.Stores;

namespace Tarn.Sets;

/// <summary>The archives of a store, found by reading the start and the end of each blob. Names mean nothing.</summary>
public sealed class Catalogue
{
    private readonly List<ArchiveListing> _archives;

    private Catalogue(IEnumerable<ArchiveListing> archives) =>
        _archives = [
            .. archives.OrderBy(archive => archive.Parameters?.Created).ThenBy(archive => archive.Id),
        ];

    /// <summary>Blobs that are no volumes, or none of which anything can be read.</summary>
    public int OtherBlobs { get; private init; }

    /// <summary>Volumes of a format version that this program does not know. They belong to no archive here.</summary>
    public int UnknownVersions { get; private init; }

    /// <summary>All archives, oldest first.</summary>
    public IReadOnlyList<ArchiveListing> Archives => _archives;

    /// <summary>Reads the store. What is no volume is passed over.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="Tarn.Format.IncompatibleFormatException">Its volumes are all of a version not known.</exception>
    public static async Task<Catalogue> ReadAsync(IStore store, CancellationToken ct)
    {
        var archives = new Dictionary<ArchiveId, ArchiveListing>();
        var probe = new VolumeProbe(store);
        var strays = new List<string>();
        await foreach (var blob in store.ListAsync(ct))
        {
            if (await probe.ReadAsync(blob, ct) is not { } volume)
            {
                strays.Add(blob.Name);
                continue;
            }
            if (!archives.TryGetValue(volume.Archive, out var archive))
            {
                archive = new ArchiveListing(volume.Archive) { Strays = strays };
                archives.Add(volume.Archive, archive);
            }
            archive.Add(volume);
        }
        if (archives.Count == 0)
        {
            probe.ThrowIfIncompatible();
        }
        return new Catalogue(archives.Values)
        {
            OtherBlobs = strays.Count - probe.OtherVersions,
            UnknownVersions = probe.OtherVersions,
        };
    }

    /// <summary>The archive that a person means.</summary>
    /// <param name="selector">
    /// <c>latest</c>, the newest complete one; the first hex digits of an id, at least 4; or a time as
    /// <c>2026-11-23T15:30</c> in UTC, cut where one likes: the newest made no later than that.
    /// </param>
    /// <param name="set">Only archives of this set; <c>default</c> for all.</param>
    /// <exception cref="ArchiveNotFoundException">There is none, or there are several that could be meant.</exception>
    public ArchiveListing Select(string selector, ByteString set)
    {
        var candidates = _archives.FindAll(archive => set.IsEmpty || archive.Parameters?.Set == set);
        if (candidates.Count == 0)
        {
            throw new ArchiveNotFoundException(DescribeNone(set));
        }
        if (ArchiveTime.TryParse(selector, out var latest))
        {
            candidates = Newest(
                candidates,
                archive => archive.IsComplete && archive.Parameters?.Created <= latest
            );
        }
        else if (selector == "latest")
        {
            var complete = Newest(candidates, archive => archive.IsComplete);
            candidates = complete.Count > 0 ? complete : Newest(candidates, _ => true);
        }
        else
        {
            candidates = candidates.FindAll(archive => IsPrefix(selector, archive.Id));
        }
        return candidates switch
        {
            [var one] => one,
            [] => throw new ArchiveNotFoundException(
                selector == "latest"
                    ? "no archive is complete: 'tarn list' shows what there is; name one by its id"
                    : $"no archive is meant by '{selector}' (of an id, give 4 digits or more): 'tarn list' shows what there is"
            ),
            _ => throw new ArchiveNotFoundException(
                $"'{selector}' could mean {candidates.Count} archives: {string.Join(", ", candidates.Select(Describe))}; "
                    + "name one by its id, or its set (--name)"
            ),
        };
    }

    /// <summary>
    /// Archives that are not complete, and newer than <paramref name="archive"/> in its set; or may be, since nobody
    /// knows how old they are. A run that goes on makes one.
    /// </summary>
    public IEnumerable<ArchiveListing> IncompleteSince(ArchiveListing archive) =>
        _archives.Where(other =>
            !other.IsComplete
            && (
                other.Parameters is not { } parameters
                || (
                    parameters.Set == archive.Parameters?.Set
                    && parameters.Created > archive.Parameters.Created
                )
            )
        );

    /// <summary>That there is no archive, and what there is: a clause without capital and full stop.</summary>
    /// <param name="set">The set that was asked for; <c>default</c> for any.</param>
    public string DescribeNone(ByteString set) =>
        _archives.Count > 0
            ? $"there is no archive of the set {Printable.Quoted(set)}: 'tarn list' shows what there is"
        : OtherBlobs == 0 ? "there is no archive yet: it is empty; 'tarn backup' makes one"
        : "there is no archive: no file in it is a Tarn volume; look whether it is the right directory";

    /// <summary>The newest of each set.</summary>
    private static List<ArchiveListing> Newest(
        List<ArchiveListing> archives,
        Predicate<ArchiveListing> condition
    ) =>
        [
            .. archives
                // Without a readable start nobody knows how old an archive is, and of which set.
                .FindAll(archive => archive.Parameters is not null && condition(archive))
                .GroupBy(archive => archive.Parameters?.Set)
                .Select(set => set.Last()),
        ];

    private static bool IsPrefix(string selector, ArchiveId id) =>
        selector.Length >= 4 && id.ToString().StartsWith(selector, StringComparison.OrdinalIgnoreCase);

    private static string Describe(ArchiveListing archive) =>
        $"{archive.Id.ToString()[..12]} (set {archive.Parameters?.Set})";
}
