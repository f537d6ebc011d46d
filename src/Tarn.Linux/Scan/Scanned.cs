using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Linux.Scan;

/// <summary>What a scan tells about one path. A closed set.</summary>
public abstract record Scanned
{
    private Scanned(UnixPath path) => Path = path;

    /// <summary>Its name inside the archive.</summary>
    public UnixPath Path { get; }

    /// <summary>Something to back up.</summary>
    /// <param name="Entry">What it is.</param>
    /// <param name="Identity">What tells whether it is still the same later.</param>
    /// <param name="Content">For <see cref="Tarn.Format.Model.Entry.File"/> and only there; to be disposed by the receiver.</param>
    public sealed record Found(Entry Entry, FileIdentity Identity, FileContent? Content) : Scanned(Entry.Path)
    {
        /// <summary>What of it could not be read, and why, for people; null for nothing.</summary>
        public string? Loss { get; init; }
    }

    /// <summary>
    /// Something that exists, or vanished while the scan ran, and could not be read. For a directory whose own entry
    /// was found it says that its contents are missing, all or in part.
    /// </summary>
    /// <param name="Path">Its name inside the archive.</param>
    /// <param name="What">What was tried, as "read the directory".</param>
    /// <param name="Errno">Why it failed (errno(3)).</param>
    public sealed record Unreadable(UnixPath Path, string What, int Errno) : Scanned(Path);

    /// <summary>Something that no archive can hold.</summary>
    /// <param name="Path">Its name inside the archive.</param>
    /// <param name="Why">The reason, for people.</param>
    public sealed record Skipped(UnixPath Path, string Why) : Scanned(Path);

    /// <summary>
    /// Something that the filters leave out, with all that is in it. After a directory's own entry it says that its
    /// contents are left out, all or all but the file that asks for that.
    /// </summary>
    /// <param name="Path">Its name inside the archive.</param>
    public sealed record LeftOut(UnixPath Path) : Scanned(Path);
}
