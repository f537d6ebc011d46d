using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Makes entries of what is found, remembering inodes with several names. Not thread-safe.</summary>
/// <param name="owners">Names of owners.</param>
/// <param name="filter">What is left out: a name that is cannot be the first one of an inode.</param>
/// <param name="memoryForFirstNames">Most bytes of first names in memory.</param>
internal sealed class EntryReader(OwnerNames owners, PathFilter filter, int memoryForFirstNames) : IDisposable
{
    private readonly FirstNames _firstNames = new(memoryForFirstNames);

    /// <summary>Looks at the name that <paramref name="descent"/> is at.</summary>
    internal Scanned Read(Descent descent)
    {
        var path = descent.Path;
        var errno = StatusCalls.OfName(descent.Directory, descent.Name, out var status);
        if (filter.Excludes(path, errno == 0 ? status.Kind : null))
        {
            return new Scanned.LeftOut(path);
        }
        if (errno != 0)
        {
            return new Scanned.Unreadable(path, "look at it", errno);
        }
        if (path.Length >= Limits.MaxPath)
        {
            return new Scanned.Unreadable(path, "store so long a name", Errno.ENAMETOOLONG);
        }
        return status.Kind switch
        {
            FileKind.Socket => new Scanned.Skipped(
                path,
                "a socket means nothing without the program that made it"
            ),
            not FileKind.Directory when status.Links > 1 && _firstNames.Find(status, path) is { } first =>
                new Scanned.Found(
                    new Entry.HardLink(path, MetadataOf(status), first),
                    status.Identity,
                    Content: null
                ),
            FileKind.Regular => ReadFile(descent, path, MetadataOf(status), status),
            _ => ReadOther(descent, path, status),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _firstNames.Dispose();

    /// <summary>What has no content: its attributes are read now, those of a file once it is open.</summary>
    private Scanned ReadOther(Descent descent, UnixPath path, in Statx status)
    {
        var attributes = AttributeReader.Read(descent.Directory, descent.Name, out var loss);
        var metadata = MetadataOf(status) with { Attributes = attributes };
        if (status.Kind == FileKind.Symlink)
        {
            return ReadSymlink(descent, path, metadata, loss, status);
        }
        Entry entry = status.Kind switch
        {
            FileKind.Directory => new Entry.Directory(path, metadata),
            FileKind.Fifo => new Entry.Fifo(path, metadata),
            FileKind.CharacterDevice or FileKind.BlockDevice => DeviceOf(path, metadata, status),
            _ => throw new UnreachableException($"Linux knows no kind {status.Kind} of file."),
        };
        return Found(entry, loss, status);
    }

    private static Scanned.Found Found(Entry entry, string? loss, in Statx status) =>
        new(entry, status.Identity, Content: null)
        {
            Loss = loss is null ? null : $"{Printable.Quoted(entry.Path)}: stored {loss}",
        };

    private static Scanned.Found ReadFile(Descent descent, UnixPath path, Metadata metadata, in Statx status)
    {
        var file = new Entry.File(path, metadata, status.Length);
        return new Scanned.Found(file, status.Identity, descent.ContentOf(file, status.Identity));
    }

    private Scanned ReadSymlink(
        Descent descent,
        UnixPath path,
        Metadata metadata,
        string? loss,
        in Statx status
    )
    {
        var errno = NodeCalls.ReadSymlink(descent.Directory, descent.Name, out var target);
        if (errno == 0)
        {
            return Found(new Entry.Symlink(path, metadata, target), loss, status);
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
