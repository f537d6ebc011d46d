namespace Tarn.Format.Bytes;

/// <summary>What is wrong with bytes that were read. A value, not an exception: a scan goes on after it.</summary>
public enum Defect
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>The bytes end before the structure does.</summary>
    Truncated,

    /// <summary>The structure does not begin with its magic bytes.</summary>
    BadMagic,

    /// <summary>The structure's own check does not match it.</summary>
    BadCheck,

    /// <summary>A format version that this program does not know.</summary>
    UnknownVersion,

    /// <summary>A field holds a value the specification does not allow.</summary>
    BadField,

    /// <summary>A length is beyond the limit named for it in <see cref="Limits"/>.</summary>
    OverLimit,

    /// <summary>Compressed bytes that cannot be decoded, or whose content's check does not match.</summary>
    BadContent,

    /// <summary>A whole structure, but not the one that belongs here.</summary>
    OutOfSequence,

    /// <summary>It is in a volume that is not there.</summary>
    Missing,
}
