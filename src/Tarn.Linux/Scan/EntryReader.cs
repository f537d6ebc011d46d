using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Makes entries of what is found, remembering inodes with several names. Not thread-safe.</summary>
/// <param name="owners">Names of owners.</param>
/// <param name="filter">What is left out: a name that is cannot be the first one of an inode.</param>
internal sealed class EntryReader(OwnerNames owners, PathFilter filter)
{
    private readonly FirstNames _firstNames = new();

    /// <summary>Looks at the name that <paramref name="directory"/> is at.</summary>
    internal Scanned Read(OpenDirectory directory)
    {
        var path = directory.Path.Append(directory.Name);
        var errno = StatusCalls.OfName(directory.Handle, directory.Name, out var status);
        if (filter.Excludes(path, errno == 0 ? status.Kind : null))
        {
            return new Scanned.LeftOut(path);
        }
        if (errno != 0)
        {
            return new Scanned.Unreadable(path, "look at it", errno);
        }
        var metadata = MetadataOf(status);
        return status.Kind switch
        {
            FileKind.Directory => Found(new Entry.Directory(path, metadata), status),
            FileKind.Socket => new Scanned.Skipped(
                path,
                "a socket means nothing without the program that made it"
            ),
            _ when status.Links > 1 && _firstNames.Find(status, path) is { } first => Found(
                new Entry.HardLink(path, metadata, first),
                status
            ),
            FileKind.Regular => ReadFile(directory, path, metadata, status),
            FileKind.Symlink => ReadSymlink(directory, path, metadata, status),
            FileKind.Fifo => Found(new Entry.Fifo(path, metadata), status),
            FileKind.CharacterDevice or FileKind.BlockDevice => Found(
                DeviceOf(path, metadata, status),
                status
            ),
            _ => throw new UnreachableException($"Linux knows no kind {status.Kind} of file."),
        };
    }

    private static Scanned.Found Found(Entry entry, in Statx status) =>
        new(entry, status.Identity, Content: null);

    private static Scanned.Found ReadFile(
        OpenDirectory directory,
        UnixPath path,
        Metadata metadata,
        in Statx status
    )
    {
        var file = new Entry.File(path, metadata, status.Length);
        return new Scanned.Found(
            file,
            status.Identity,
            new FileContent(directory.Directory, file, status.Identity)
        );
    }

    private Scanned ReadSymlink(OpenDirectory directory, UnixPath path, Metadata metadata, in Statx status)
    {
        var errno = NodeCalls.ReadSymlink(directory.Handle, directory.Name, out var target);
        if (errno == 0)
        {
            return Found(new Entry.Symlink(path, metadata, target), status);
        }
        _firstNames.Forget(status);
        return new Scanned.Unreadable(path, "read the symbolic link", errno);
    }

    private static Entry.Device DeviceOf(UnixPath path, Metadata metadata, in Statx status) =>
        new(path, metadata, status.Kind == FileKind.BlockDevice, status.DeviceMajor, status.DeviceMinor);

    private Metadata MetadataOf(in Statx status) =>
        new(
            status.Mode,
            status.UserId,
            status.GroupId,
            owners.OfUser(status.UserId),
            owners.OfGroup(status.GroupId),
            status.Mtime
        );
}
