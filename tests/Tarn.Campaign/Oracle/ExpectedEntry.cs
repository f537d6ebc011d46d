using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Oracle;

/// <summary>What has to become of one entry, and what can be said of it.</summary>
/// <param name="Stored">The entry.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Cause">If it is lost, why.</param>
/// <param name="IsNamed">Whether its name is certainly left: in the index, or in its own headers.</param>
internal sealed record ExpectedEntry(StoredEntry Stored, Fate Fate, Cause Cause, bool IsNamed)
{
    internal string Path => Stored.Path;

    internal bool IsWhole => Fate is Fate.Whole;
}
