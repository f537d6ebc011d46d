namespace Tarn.Acceptance.Harness;

/// <summary>What a reader keeps of times and owners; everything else all of them keep.</summary>
[Flags]
internal enum Keeps
{
    /// <summary>Whole seconds of files.</summary>
    Seconds = 0,

    /// <summary>What a floating-point number holds.</summary>
    Microseconds = 1,
    Nanoseconds = 2,

    /// <summary>Times of symbolic links.</summary>
    LinkTimes = 4,

    /// <summary>Times of directories.</summary>
    DirectoryTimes = 8,

    /// <summary>Owners of symbolic links.</summary>
    LinkOwners = 16,

    /// <summary>Extended attributes and ACLs.</summary>
    Attributes = 32,

    /// <summary>Holes of sparse files.</summary>
    Holes = 64,

    Everything = Nanoseconds | LinkTimes | DirectoryTimes | LinkOwners | Attributes | Holes,
}
