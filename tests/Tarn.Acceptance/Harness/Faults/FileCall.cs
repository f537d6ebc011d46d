namespace Tarn.Acceptance.Harness.Faults;

/// <summary>What the kernel asks a <see cref="FaultyFiles"/> about one node.</summary>
internal enum FileCall
{
    /// <summary>Whether a name is there: comes before every other call by name.</summary>
    Look,

    /// <summary>Its metadata.</summary>
    Stat,

    /// <summary>Where a symbolic link points to.</summary>
    ReadLink,

    /// <summary>Opening a file.</summary>
    Open,

    /// <summary>Reading a file at an offset.</summary>
    Read,

    /// <summary>Opening a directory.</summary>
    OpenDirectory,

    /// <summary>Reading a directory; the offset is how many names were told before.</summary>
    ReadDirectory,

    /// <summary>Listing extended attributes.</summary>
    ListAttributes,

    /// <summary>Reading an extended attribute.</summary>
    GetAttribute,
}
