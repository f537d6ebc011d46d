using Tarn.Fuzz.Targets;

namespace Tarn.Fuzz;

/// <summary>The targets there are.</summary>
internal static class AllTargets
{
    /// <summary>All of them, new, the smallest parsers first.</summary>
    public static IReadOnlyList<ITarget> List =>
        [
            new Numbers(),
            new PaxTimes(),
            new PaxRecordRuns(),
            new TarHeaders(),
            new TarStreams(),
            new SparseMaps(),
            new Attributes(),
            new MultiVolumes(),
            new Markers(),
            new WholeSegments(),
            new GzipBodies(),
            new ZstdBodies(),
            new VolumeStarts(),
            new VolumeEnds(),
            new EscapedNames(),
            new IndexLineTexts(),
            new Indexes(),
            new Volumes(),
            new AssembledArchives(),
            new PathPatterns(),
            new Arguments(),
        ];

    /// <summary>The one of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ITarget Of(string name) =>
        List.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"no target is called '{name}': 'list' shows them", nameof(name));
}
