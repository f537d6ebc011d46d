namespace Tarn.Acceptance.Harness;

/// <summary>Which entries of an archive begin and end in one volume, by its index and the markers of its segments.</summary>
internal static class WholeEntries
{
    internal static async Task<List<WholeEntry>> OfAsync(Archive archive)
    {
        var volumes = archive.Volumes;
        var segments = volumes
            .SelectMany(
                (volume, index) => volume.Segments().Select(segment => (Number: index + 1, Segment: segment))
            )
            .ToList();
        var first = segments.ToDictionary(pair => (pair.Number, pair.Segment.Offset), pair => pair.Segment);
        var ends = segments
            .Where(pair => pair.Segment.EndsEntry)
            .ToDictionary(pair => pair.Segment.EntrySequence, pair => pair.Number);
        var whole = new List<WholeEntry>();
        foreach (var (path, entry) in await archive.IndexAsync())
        {
            var location = entry.Location;
            if (ends[location.Sequence] == location.Volume)
            {
                var segment = first[(location.Volume, location.Offset)];
                whole.Add(new WholeEntry(path, entry, volumes[location.Volume - 1], segment));
            }
        }
        return whole;
    }
}
