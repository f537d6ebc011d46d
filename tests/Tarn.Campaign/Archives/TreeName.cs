namespace Tarn.Campaign.Archives;

/// <summary>The trees that there are archives of.</summary>
internal enum TreeName
{
    /// <summary>Many small files.</summary>
    Small,

    /// <summary>Files spread over many volumes.</summary>
    Spanning,

    /// <summary>Files that are archives themselves.</summary>
    Nested,
}
