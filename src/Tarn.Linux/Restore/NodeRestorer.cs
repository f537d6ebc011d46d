using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>What has no content of its own: links, pipes, devices. Thread-safe.</summary>
internal sealed class NodeRestorer(
    RestoreRules rules,
    Parents parents,
    TemporaryNames names,
    MetadataWriter metadata
)
{
    private const int OwnerOnly = 0x180; // 0600

    internal Placement Make(Entry.Symlink link)
    {
        if (link.Target.Span.Contains((byte)0))
        {
            throw new FileSystemException(
                link.Path,
                Errno.EINVAL,
                "make a symbolic link to a name with a NUL byte"
            );
        }
        return Make(link, (directory, name) => NodeCalls.MakeSymlink(link.Target.Span, directory, name));
    }

    internal Placement Make(Entry.Fifo fifo) =>
        Make(fifo, (directory, name) => NodeCalls.MakeNode(directory, name, FileKind.Fifo, OwnerOnly, 0, 0));

    internal Placement Make(Entry.Device device)
    {
        if (!rules.Devices)
        {
            throw new FileSystemException(device.Path, Errno.EPERM, "make a device without being asked to");
        }
        var kind = device.IsBlock ? FileKind.BlockDevice : FileKind.CharacterDevice;
        return Make(
            device,
            (directory, name) =>
                NodeCalls.MakeNode(directory, name, kind, OwnerOnly, device.Major, device.Minor)
        );
    }

    /// <summary>The inode has its metadata already, so only the name is made.</summary>
    internal Placement Make(Entry.HardLink link)
    {
        var from =
            parents.TryOpen(link.Target, out var errno)
            ?? throw new FileSystemException(
                link.Path,
                errno,
                $"find {Printable.Quoted(link.Target)}, which it is another name of"
            );
        try
        {
            using var temporary = TemporaryEntry.Make(
                parents.OpenOrMake(link.Path),
                names,
                link,
                (directory, name) => NameCalls.Link(from.Handle, link.Target.Name, directory, name)
            );
            return temporary.TryTakeName(link, rules.Overwrite) ? Placement.Placed : Placement.KeptExisting;
        }
        finally
        {
            from.Release();
        }
    }

    private Placement Make(Entry entry, TemporaryEntry.Maker make)
    {
        using var temporary = TemporaryEntry.Make(parents.OpenOrMake(entry.Path), names, entry, make);
        var placement = metadata.Apply(temporary.Directory, temporary.Name, entry);
        return temporary.TryTakeName(entry, rules.Overwrite) ? placement : Placement.KeptExisting;
    }
}
