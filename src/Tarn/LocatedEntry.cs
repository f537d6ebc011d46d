using Tarn.Format.Model;

namespace Tarn;

/// <summary>An entry, and the segment that it begins with.</summary>
/// <param name="First">The segment.</param>
/// <param name="Entry">The entry.</param>
/// <param name="OthersInSegment">How many come behind it in the same segment: 0 unless it is the first of a group.</param>
public sealed record LocatedEntry(LocatedSegment First, Entry Entry, int OthersInSegment);
