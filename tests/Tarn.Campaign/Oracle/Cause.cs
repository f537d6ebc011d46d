namespace Tarn.Campaign.Oracle;

/// <summary>Why something is lost.</summary>
internal enum Cause
{
    /// <summary>What holds it is damaged.</summary>
    Damaged,

    /// <summary>The volume that holds it is not there.</summary>
    Missing,

    /// <summary>Some of each, or it cannot be told.</summary>
    Either,
}
