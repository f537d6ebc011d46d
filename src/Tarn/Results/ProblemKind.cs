namespace Tarn.Results;

/// <summary>The sorts of trouble an operation can report and go on.</summary>
public enum ProblemKind
{
    /// <summary>Something at the source cannot be stored, by its nature: a socket. No data is missing.</summary>
    Skipped,

    /// <summary>Something at the source could not be read, so it is not in the archive, or not wholly.</summary>
    Unreadable,

    /// <summary>A file changed while it was read, so its content may mix states.</summary>
    Changed,

    /// <summary>Something could not be written at the target.</summary>
    Unwritable,

    /// <summary>Stored data is damaged.</summary>
    Damaged,

    /// <summary>A volume is missing.</summary>
    Missing,
}
