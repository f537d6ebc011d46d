using Tarn.Format.Segments;
using Tarn.Results;

namespace Tarn;

/// <summary>What a backup has done.</summary>
/// <param name="Archive">The id of the archive it made.</param>
/// <param name="Volumes">How many volumes it has.</param>
/// <param name="Entries">Entries stored.</param>
/// <param name="ContentBytes">Bytes of regular files stored.</param>
/// <param name="StoredBytes">Bytes of all volumes.</param>
/// <param name="Problems">What did not come out whole, counted; the listener heard of each.</param>
public sealed record BackupResult(
    ArchiveId Archive,
    int Volumes,
    long Entries,
    long ContentBytes,
    long StoredBytes,
    ProblemCounts Problems
);
