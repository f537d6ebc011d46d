namespace Tarn.Results;

/// <summary>A line of a map: a volume, or several that follow one another.</summary>
/// <param name="First">What the first is called, for people.</param>
/// <param name="Last">What the last is called; the same if there is one only.</param>
/// <param name="Cells">The state of each share, in order: at most <see cref="VolumeMap.CellsPerLine"/>.</param>
public sealed record MapLine(string First, string Last, IReadOnlyList<ShareState> Cells);
