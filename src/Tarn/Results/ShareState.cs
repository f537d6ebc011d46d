namespace Tarn.Results;

/// <summary>
/// What is known of a share of a volume. Where several hold for parts of it, the one that stands last here counts.
/// </summary>
public enum ShareState
{
    /// <summary>Every byte is in a good segment.</summary>
    Whole,

    /// <summary>Nobody knows what it is, or what it should be.</summary>
    Unknown,

    /// <summary>A segment is damaged, or bytes of a volume are no segment.</summary>
    Damaged,

    /// <summary>The volume is not there.</summary>
    Missing,
}
