using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Writes entries strictly beneath one directory, whatever their names and links say and whatever is there already.
/// Each entry that fails throws alone; the caller reports it and goes on with the next. <see cref="Stage"/>, the
/// files it gives and <see cref="WouldKeep"/> may be used by several threads. <see cref="EnterDirectory"/> is for one
/// thread, the rest for one thread as well, which may be another; each in the order of the archive. Nothing may overlap
/// <see cref="Dispose"/>.
/// </summary>
public sealed class RestoreTree : IDisposable
{
    private const int TargetMode = 0x1FF; // 0777 less the umask, as mkdir -p
    private const int StagedMode = 0x180; // 0600

    private readonly RestoreRules _rules;
    private readonly SafeFileHandle _root;
    private readonly Parents _parents;
    private readonly TemporaryNames _names = new();
    private readonly MetadataWriter _metadata;
    private readonly DirectoryRestorer _directories;
    private readonly NodeRestorer _nodes;

    internal RestoreTree(SafeFileHandle root, RestoreRules rules, bool linuxChecks)
    {
        _rules = rules;
        _root = root;
        var beneath = new Beneath(root, linuxChecks);
        _parents = new Parents(beneath);
        _metadata = new MetadataWriter(rules);
        _directories = new DirectoryRestorer(rules, beneath, _parents, _metadata);
        _nodes = new NodeRestorer(rules, _parents, _names, _metadata);
    }

    /// <summary>
    /// Opens <paramref name="targetDirectory"/>, absolute or relative to the working directory, following symbolic
    /// links; makes it and its ancestors if they are missing.
    /// </summary>
    /// <exception cref="FileSystemException">It is not a directory, or cannot be made or opened.</exception>
    public static RestoreTree Open(ByteString targetDirectory, RestoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var root = DirectoryPath.OpenOrMake(targetDirectory, OpenFlags.Path, TargetMode);
        return new RestoreTree(root, rules, linuxChecks: true);
    }

    /// <summary>The same without making it: null if it is not there.</summary>
    /// <exception cref="FileSystemException">It is not a directory, or cannot be opened.</exception>
    public static RestoreTree? OpenExisting(ByteString targetDirectory, RestoreRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var root = DirectoryPath.Open(targetDirectory.Span, OpenFlags.Path, out var errno);
        return errno switch
        {
            Errno.ENOENT => null,
            0 => new RestoreTree(root!, rules, linuxChecks: true),
            _ => throw new FileSystemException(targetDirectory, errno, "open the directory"),
        };
    }

    /// <summary>
    /// Makes a directory, and missing ancestors, unless it exists. What is not a directory is replaced, except under
    /// <see cref="Overwrite.Never"/>; a symbolic link to a directory is not a directory. A new one has mode 0700
    /// until it is left.
    /// </summary>
    /// <exception cref="FileSystemException">The path is not safe, or there is no such directory now.</exception>
    public void EnterDirectory(Entry.Directory directory) => _directories.Enter(Checked(directory));

    /// <summary>
    /// Gives a directory its owner, mode and time, once everything in it is done; also if it was there before.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was not entered.</exception>
    /// <exception cref="FileSystemException">They cannot be set, or another directory has taken its place (ESTALE).</exception>
    public Placement LeaveDirectory(Entry.Directory directory) => _directories.Leave(Checked(directory));

    /// <summary>Whether a file need not be decoded because what has its name will be kept, as things are now.</summary>
    /// <exception cref="FileSystemException">The path is not safe.</exception>
    public bool WouldKeep(Entry.File file) =>
        Compare(file, existing => OverwriteCheck.Keeps(_rules.Overwrite, file, existing));

    /// <summary>Whether what has an entry's name is that entry, as far as its kind, size and time tell.</summary>
    /// <exception cref="FileSystemException">The path is not safe.</exception>
    public bool Has(Entry entry) =>
        Compare(entry, existing => OverwriteCheck.Keeps(Overwrite.IfChanged, entry, existing));

    private bool Compare(Entry entry, Func<Statx, bool> isTrueOf)
    {
        if (_parents.TryOpen(Checked(entry).Path, out _) is not { } directory)
        {
            return false;
        }
        var errno = StatusCalls.OfName(directory.Handle, entry.Path.Name, out var existing);
        directory.Release();
        return errno == 0 && existing.Kind != FileKind.Directory && isTrueOf(existing);
    }

    /// <summary>
    /// Begins a file, under a temporary name in the directory where it belongs, which is made with its ancestors if
    /// it is missing. Never opens a file that exists.
    /// </summary>
    /// <exception cref="FileSystemException">The path is not safe, or no file can be made there.</exception>
    public StagedFile Stage(Entry.File file)
    {
        var flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
        SafeFileHandle? handle = null;
        var temporary = TemporaryEntry.Make(
            _parents.OpenOrMake(Checked(file).Path),
            _names,
            file,
            (directory, name) =>
            {
                handle = FileCalls.Open(directory, name, flags, StagedMode, out var errno);
                return errno;
            }
        );
        return new StagedFile(file, _rules, _metadata, temporary, handle!);
    }

    /// <summary>Makes a symbolic link. Where it points to does not matter: nothing ever follows it here.</summary>
    /// <exception cref="FileSystemException">The path is not safe, or it cannot be made.</exception>
    public Placement MakeSymlink(Entry.Symlink link) => _nodes.Make(Checked(link));

    /// <summary>Gives something restored before a further name.</summary>
    /// <exception cref="FileSystemException">
    /// The path or the first name is not safe, the first name is not there, or is that of a directory.
    /// </exception>
    public Placement MakeHardLink(Entry.HardLink link)
    {
        ThrowIfUnsafe(link.Target, link.Path);
        return _nodes.Make(Checked(link));
    }

    /// <summary>Makes a named pipe.</summary>
    /// <exception cref="FileSystemException">The path is not safe, or it cannot be made.</exception>
    public Placement MakeFifo(Entry.Fifo fifo) => _nodes.Make(Checked(fifo));

    /// <summary>Makes a device, if <see cref="RestoreRules.Devices"/> asks for it.</summary>
    /// <exception cref="FileSystemException">
    /// The path is not safe, it cannot be made, or nobody asked for it (EPERM).
    /// </exception>
    public Placement MakeDevice(Entry.Device device) => _nodes.Make(Checked(device));

    /// <summary>Closes the directories. Files staged and not yet published may still be disposed after it.</summary>
    public void Dispose()
    {
        _directories.Dispose();
        _parents.Dispose();
        _root.Dispose();
    }

    private static T Checked<T>(T entry)
        where T : Entry
    {
        ArgumentNullException.ThrowIfNull(entry);
        ThrowIfUnsafe(entry.Path, entry.Path);
        return entry;
    }

    private static void ThrowIfUnsafe(UnixPath path, UnixPath entry)
    {
        if (!path.IsSafe)
        {
            throw new FileSystemException(
                entry,
                Errno.EINVAL,
                "restore a name that may lead out of the target"
            );
        }
    }
}
