namespace Tarn.Format.Index;

/// <summary>The hash of a file's content that the index keeps. Fixed for a whole archive.</summary>
public enum HashAlgorithm : byte
{
    /// <summary>None. <c>00</c>, since format version 1.</summary>
    None = 0,

    /// <summary>XXH128, canonical (big-endian) form, as <c>xxh128sum</c> prints it. <c>01</c>, since version 1.</summary>
    Xxh128 = 1,

    /// <summary>SHA-256. <c>02</c>, since version 1.</summary>
    Sha256 = 2,
}
