using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>What is left of an archive.</summary>
/// <param name="Archive">What it was.</param>
/// <param name="Files">What there is now.</param>
/// <param name="What">What was done to it, for people.</param>
internal sealed record DamagedArchive(StoredArchive Archive, IReadOnlyList<DamagedFile> Files, string What)
{
    /// <summary>Whether each file is a volume, so that restore and verify can be asked as well.</summary>
    internal bool IsStore { get; init; } = true;

    /// <summary>Whether every byte of every volume is still there, in order.</summary>
    internal bool IsWhole { get; init; }

    /// <summary>Numbers of the volumes of which nothing is there.</summary>
    internal IReadOnlySet<int> Gone { get; init; } = new HashSet<int>();
}
