using Tarn.Results;

namespace Tarn;

/// <summary>What a verification has found.</summary>
/// <param name="Entries">Entries looked at; 0 if no data was read.</param>
/// <param name="Whole">Those of which everything is there.</param>
/// <param name="StoredBytes">Bytes of volumes read.</param>
/// <param name="Problems">What is amiss, counted; the listener heard of each.</param>
public sealed record VerifyResult(long Entries, long Whole, long StoredBytes, ProblemCounts Problems)
{
    /// <summary>The volumes as a map; null unless every segment was decoded.</summary>
    public VolumeMap? Map { get; init; }

    /// <summary>Whether nothing is amiss.</summary>
    public bool IsWell => Problems.Total == 0;
}
