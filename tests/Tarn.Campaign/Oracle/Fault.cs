namespace Tarn.Campaign.Oracle;

/// <summary>What a verb can do wrong.</summary>
internal enum Fault
{
    /// <summary>Wrong bytes or metadata under a final name, or wrong bytes in a partial file.</summary>
    Silent,

    /// <summary>Exit status 0 although something is missing.</summary>
    Quiet,

    /// <summary>Another set of entries is lost than has to be.</summary>
    LostSet,

    /// <summary>The report does not say what is lost.</summary>
    LossList,

    /// <summary>Another exit status.</summary>
    Status,
}
