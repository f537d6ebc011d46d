using Tarn.Format.Segments;
using Tarn.Scanning;

namespace Tarn;

/// <summary>An archive of which segments were found.</summary>
public sealed class RescuedArchive
{
    internal RescuedArchive(FoundArchive found) => Found = found;

    /// <summary>Its id.</summary>
    public ArchiveId Id => Found.Id;

    /// <summary>
    /// Whether all of it lies where segments of another archive are lost: most likely it is a volume that was backed up, and
    /// not one of those looked for.
    /// </summary>
    public bool IsInside => Found.IsInside;

    internal FoundArchive Found { get; }
}
