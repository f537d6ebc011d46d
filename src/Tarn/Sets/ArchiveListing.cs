using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Sets;

/// <summary>An archive as its volumes show it.</summary>
public sealed class ArchiveListing
{
    private readonly SortedDictionary<int, VolumeListing> _volumes = [];
    private readonly List<string> _copies = [];

    internal ArchiveListing(ArchiveId id) => Id = id;

    /// <summary>Its id.</summary>
    public ArchiveId Id { get; }

    /// <summary>What holds for all of it; null if no volume's start can be read.</summary>
    public ArchiveParameters? Parameters =>
        _volumes.Values.FirstOrDefault(volume => volume.Start is not null)?.Start!.Archive;

    /// <summary>Its volumes that are there, by number.</summary>
    public IReadOnlyCollection<VolumeListing> Volumes => _volumes.Values;

    /// <summary>The highest number that a volume has, or must have had.</summary>
    public int LastNumber => _volumes.Keys.LastOrDefault();

    /// <summary>Whether the last volume is there.</summary>
    public bool HasLast => _volumes.Values.Any(volume => volume.End is { IsLast: true });

    /// <summary>Numbers up to the highest that no volume has.</summary>
    public IEnumerable<int> MissingNumbers =>
        Enumerable.Range(1, LastNumber).Where(number => !_volumes.ContainsKey(number));

    /// <summary>Whether all its volumes are there, as far as their starts and ends tell.</summary>
    public bool IsComplete =>
        HasLast && !MissingNumbers.Any() && _volumes.Values.All(volume => volume.End is not null);

    /// <summary>Entries begun, as far as it is known.</summary>
    public long Entries => _volumes.Values.Max(volume => volume.End?.TotalEntries ?? 0);

    /// <summary>Bytes of regular files, as far as it is known.</summary>
    public long ContentBytes => _volumes.Values.Max(volume => volume.End?.TotalContent ?? 0);

    /// <summary>Bytes of its volumes.</summary>
    public long StoredBytes => _volumes.Values.Sum(volume => volume.Length);

    /// <summary>The volume of that number; null if it is missing.</summary>
    public VolumeListing? Volume(int number) => _volumes.GetValueOrDefault(number);

    /// <summary>Blobs that may hold more of it: copies of its volumes, and those of which nobody knows what they are.</summary>
    internal IEnumerable<string> OtherBlobs => _copies.Concat(Strays);

    /// <summary>Blobs of the store that show neither start nor end of a volume.</summary>
    internal IReadOnlyList<string> Strays { get; init; } = [];

    /// <summary>Adds a volume; of two with the same number the one of which more can be read stays.</summary>
    internal void Add(VolumeListing volume)
    {
        if (!_volumes.TryGetValue(volume.Number, out var other))
        {
            _volumes.Add(volume.Number, volume);
            return;
        }
        var isBetter = Rank(volume) > Rank(other);
        _copies.Add(isBetter ? other.Name : volume.Name);
        if (isBetter)
        {
            _volumes[volume.Number] = volume;
        }

        static int Rank(VolumeListing volume) =>
            (volume.Start is null ? 0 : 1) + (volume.End is null ? 0 : 1);
    }
}
