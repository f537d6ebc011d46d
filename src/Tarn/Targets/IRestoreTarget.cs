using Tarn.Format.Model;

namespace Tarn.Targets;

/// <summary>
/// Where restored entries go. <see cref="Keeps"/>, <see cref="Stage"/> and what it returns are used by several threads
/// at once. Directories are entered by one thread, in archive order; meanwhile another one makes links and leaves
/// directories, in archive order as well. A directory is entered before anything in it, and left after everything in it.
/// </summary>
public interface IRestoreTarget
{
    /// <summary>Makes a directory, if it is missing; it can be written to until it is left.</summary>
    /// <exception cref="TargetException">It cannot be made.</exception>
    void EnterDirectory(Entry.Directory directory);

    /// <summary>Gives a directory its metadata: everything in it is there.</summary>
    /// <exception cref="TargetException">It cannot be done.</exception>
    void LeaveDirectory(Entry.Directory directory);

    /// <summary>Whether a file need not be read, because what has its name is kept.</summary>
    bool Keeps(Entry.File file);

    /// <summary>Whether what has an entry's name is that entry, as far as its kind, size and time tell.</summary>
    bool Has(Entry entry);

    /// <summary>Begins a file, which has no name yet.</summary>
    /// <exception cref="TargetException">It cannot be made.</exception>
    IStagedFile Stage(Entry.File file);

    /// <summary>Makes a link, a pipe or a device. The first name of a hard link is already there.</summary>
    /// <returns>False if what has its name is kept.</returns>
    /// <exception cref="TargetException">It cannot be made.</exception>
    bool Make(Entry entry);
}
