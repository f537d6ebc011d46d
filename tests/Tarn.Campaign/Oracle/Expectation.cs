using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;

namespace Tarn.Campaign.Oracle;

/// <summary>
/// What has to come back of a damaged archive: by law 4 everything but the entries that have a segment which is not
/// there whole any more.
/// </summary>
internal sealed class Expectation
{
    private readonly HashSet<StoredSegment> _left;
    private readonly HashSet<int> _presentVolumes;

    internal Expectation(DamagedArchive damaged)
    {
        Damaged = damaged;
        _left = Survivors.In(damaged);
        _presentVolumes = [.. _left.Select(segment => segment.Volume)];
        var entries = new Dictionary<string, ExpectedEntry>(StringComparer.Ordinal);
        foreach (var entry in Archive.Entries)
        {
            var first = entry.Source.FirstName is { } path ? entries[path] : null;
            entries.Add(entry.Path, Expect(entry, first));
        }
        Entries = entries;
    }

    internal DamagedArchive Damaged { get; }

    internal StoredArchive Archive => Damaged.Archive;

    /// <summary>By path.</summary>
    internal IReadOnlyDictionary<string, ExpectedEntry> Entries { get; }

    internal IEnumerable<ExpectedEntry> LostEntries => Entries.Values.Where(entry => !entry.IsWhole);

    /// <summary>Whether there is no whole segment at all.</summary>
    internal bool NothingIsLeft => _left.Count == 0;

    /// <summary>
    /// Whether it can be told that no volume is missing: the last volume's end is there, and something of every volume.
    /// </summary>
    internal bool AllVolumesShow =>
        Archive.Volumes.All(volume => _presentVolumes.Contains(volume.Number))
        && IsLeft(Archive.Segments.Last());

    /// <summary>
    /// Whether a start or an end of a volume is there, at its place: by these a store is known. Without any, what is left
    /// is for rescue.
    /// </summary>
    internal bool ShowsAsStore =>
        Damaged.IsWhole
        || Archive.Volumes.Any(volume =>
            Damaged.Files.FirstOrDefault(file => file.Name == volume.Name) is { } file
            && ShowsAs(volume, file.Bytes)
        );

    /// <summary>
    /// Entries without a name up to the last volume whose end is left: that one says how many there were, so that they
    /// are counted.
    /// </summary>
    internal IEnumerable<ExpectedEntry> Counted
    {
        get
        {
            var ends = _left.Where(segment => segment.IsVolumeEnd).Select(segment => segment.TarOffset);
            var tarEnd = ends.DefaultIfEmpty(0).Max();
            return Unnamed.Where(entry => entry.Stored.Member.Offset < tarEnd);
        }
    }

    /// <summary>Lost entries whose names may be lost as well.</summary>
    internal IEnumerable<ExpectedEntry> Unnamed => LostEntries.Where(entry => !entry.IsNamed);

    internal bool IsLeft(StoredSegment segment) => _left.Contains(segment);

    private static bool ShowsAs(StoredVolume volume, ReadOnlySpan<byte> bytes)
    {
        var start = volume.Segments.TakeWhile(segment => segment.IsVolumeStart).Last().End;
        var end = volume.Segments[^1].Offset;
        return bytes.StartsWith(volume.Bytes.AsSpan(0, start))
            || (bytes.Length == volume.Bytes.Length && bytes[end..].SequenceEqual(volume.Bytes.AsSpan(end)));
    }

    private ExpectedEntry Expect(StoredEntry entry, ExpectedEntry? first)
    {
        var lost = entry.Segments.Where(segment => !IsLeft(segment)).ToList();
        var isInIndex = entry.NamedBy.All(IsLeft);
        var hasHeaders = entry
            .Segments.Where(segment => segment.TarOffset < entry.Member.ContentOffset)
            .All(IsLeft);
        Fate fate = (lost.Count, first) switch
        {
            (0, null or { IsWhole: true }) => new Fate.Whole(),
            (0, _) => new Fate.LostWithFirstName(),
            _ when lost.Count == entry.Segments.Count || entry.Source.Content.Length == 0 => new Fate.Lost(),
            // Without headers, content is counted from the end of the entry, by the size that the index states.
            _ => PartOf(entry, lost, hasHeaders || (isInIndex && IsLeft(entry.Segments[^1]))),
        };
        var cause = fate is Fate.LostWithFirstName ? Cause.Either : CauseOf(lost);
        return new ExpectedEntry(entry, fate, cause, isInIndex || hasHeaders);
    }

    private static Fate.Partial PartOf(StoredEntry entry, List<StoredSegment> lost, bool hasPlace)
    {
        var content = entry.Member.ContentOffset;
        var isMapLost = lost.Exists(segment => segment.Meets(content, content + entry.MapLength));
        return new Fate.Partial(ByteRange.Joined(lost.SelectMany(entry.BytesIn)))
        {
            IsExact = hasPlace && !isMapLost,
        };
    }

    private Cause CauseOf(List<StoredSegment> lost)
    {
        var isGone = lost.ConvertAll(segment => Damaged.Gone.Contains(segment.Volume));
        return isGone.TrueForAll(gone => gone) ? Cause.Missing
            : isGone.Contains(true) || lost.Exists(segment => !_presentVolumes.Contains(segment.Volume))
                ? Cause.Either
            : Cause.Damaged;
    }
}
