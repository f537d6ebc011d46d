using Tarn.Format.Bytes;
using Tarn.Results;

namespace Tarn;

/// <summary>What a restore has done.</summary>
/// <param name="Entries">Entries restored.</param>
/// <param name="ContentBytes">Bytes of regular files restored.</param>
/// <param name="Kept">Entries left out because what has their name was kept, as the target's rules say.</param>
/// <param name="Problems">What did not come out whole, counted; the listener heard of each.</param>
public sealed record RestoreResult(long Entries, long ContentBytes, long Kept, ProblemCounts Problems)
{
    /// <summary>Entries that the rules left out; a directory and all in it count as one.</summary>
    public long LeftOut { get; init; }

    /// <summary>Entries that are not there because the target did not take them.</summary>
    public long NotWritten { get; init; }

    /// <summary>
    /// Whether all of the index that was needed could be read; if not, what is <see cref="NotFound"/> may be in the
    /// archive all the same.
    /// </summary>
    public bool HasWholeIndex { get; init; } = true;

    /// <summary>Paths that were asked for and at or beneath which the archive has nothing.</summary>
    public IReadOnlyList<UnixPath> NotFound { get; init; } = [];
}
