using Tarn.Linux.Spill;

namespace Tarn.Linux.Scan;

/// <summary>How much a scan keeps in memory, bytes, before it goes on in temporary files.</summary>
internal sealed record ScanMemory
{
    /// <summary>Names still to be visited, of all directories on the way down.</summary>
    internal int Names { get; init; } = SpillStack.DefaultMemory;

    /// <summary>Names of one directory that are sorted at once.</summary>
    internal int Sorting { get; init; } = NameSorter.DefaultMemory;

    /// <summary>Inodes with names still to come.</summary>
    internal int FirstNames { get; init; } = SpillTable.DefaultMemory;
}
