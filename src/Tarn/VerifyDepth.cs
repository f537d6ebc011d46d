namespace Tarn;

/// <summary>How deep a verification looks.</summary>
public enum VerifyDepth
{
    /// <summary>The starts and ends of volumes: whether all are there and fit together.</summary>
    Quick,

    /// <summary>Also the SHA-256 of each volume, which its end states; nothing is decoded.</summary>
    Hash,

    /// <summary>Also every segment, decoded and checked, with the exact list of what is lost.</summary>
    ReadData,
}
