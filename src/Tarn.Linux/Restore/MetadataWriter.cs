using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Gives what was restored its metadata: owner, attributes, ACLs, mode, for a change of owner takes set-id bits away, then
/// time. Thread-safe.
/// </summary>
internal sealed class MetadataWriter(RestoreRules rules)
{
    private const int SetIdBits = 0xC00; // 06000

    /// <summary>chown(2) takes this number for "leave it", so it cannot be anyone's.</summary>
    private const uint Nobody = uint.MaxValue;

    private readonly OwnerNumbers _owners = new(rules.NumericOwner);

    /// <summary>Of a file or directory that is open.</summary>
    /// <exception cref="FileSystemException">Mode or time cannot be set.</exception>
    internal Placement Apply(SafeFileHandle file, Entry entry)
    {
        var losses = new MetadataLosses();
        ApplyAllButTime(new InodeHandle(file, isPathOnly: false), entry, losses);
        ThrowIf(MetadataCalls.SetMtime(file, entry.Metadata.Mtime), entry, "set the time");
        return losses.Placement;
    }

    /// <summary>Of something new that cannot be opened: a symbolic link, which has no mode of its own, a pipe or a device.</summary>
    /// <exception cref="FileSystemException">Mode or time cannot be set, or something has taken its place (ESTALE).</exception>
    internal Placement Apply(SafeFileHandle directory, ReadOnlySpan<byte> name, Entry entry)
    {
        using var node = FileCalls.Open(
            directory,
            name,
            OpenFlags.Path | OpenFlags.NoFollow,
            0,
            out var errno
        );
        if (node is null)
        {
            throw new FileSystemException(entry.Path, errno, "look at it");
        }
        ThrowIf(StatusCalls.OfHandle(node, out var status), entry, "look at it");
        ThrowIf(IsNew(entry, status) ? 0 : Errno.ESTALE, entry, "set its metadata");
        var losses = new MetadataLosses();
        ApplyAllButTime(new InodeHandle(node, isPathOnly: true), entry, losses);
        ThrowIf(MetadataCalls.SetMtime(directory, name, entry.Metadata.Mtime), entry, "set the time");
        return losses.Placement;
    }

    private void ApplyAllButTime(InodeHandle inode, Entry entry, MetadataLosses losses)
    {
        var owner = SetOwner(inode, entry, losses);
        AttributeWriter.SetAttributes(inode, entry, owner, losses);
        if (entry is Entry.Symlink)
        {
            return; // It has no mode of its own, and no ACL.
        }
        // Before the mode: until then nobody but the owner may do anything with it, whatever an ACL says.
        var most = AttributeWriter.SetAcls(inode, entry, losses);
        ThrowIf(inode.SetMode(ModeOf(entry.Metadata, owner, losses) & most), entry, "set the mode");
    }

    /// <summary>Whether it is what was just made, as far as can be seen; not, say, a name of someone's file.</summary>
    private static bool IsNew(Entry entry, in Statx status) =>
        status.Links == 1
        && status.Kind switch
        {
            FileKind.Symlink => entry is Entry.Symlink,
            FileKind.Fifo => entry is Entry.Fifo,
            FileKind.BlockDevice or FileKind.CharacterDevice => entry is Entry.Device,
            _ => false,
        };

    /// <summary>
    /// File systems without owners, and root without its powers, refuse; that is no reason to lose the file.
    /// </summary>
    private OwnerOutcome SetOwner(InodeHandle inode, Entry entry, MetadataLosses losses)
    {
        if (!rules.SameOwner)
        {
            return OwnerOutcome.NotAsked;
        }
        var user = _owners.UserOf(entry.Metadata);
        var group = _owners.GroupOf(entry.Metadata);
        var errno = user == Nobody || group == Nobody ? Errno.EINVAL : inode.SetOwner(user, group);
        if (errno is Errno.EPERM or Errno.EINVAL or Errno.EOPNOTSUPP)
        {
            losses.Refuse("its owner", errno);
            return OwnerOutcome.Refused;
        }
        ThrowIf(errno, entry, "set the owner");
        return OwnerOutcome.Set;
    }

    private static int ModeOf(Metadata metadata, OwnerOutcome owner, MetadataLosses losses)
    {
        var mode = metadata.Mode & Metadata.ModeMask;
        if (owner == OwnerOutcome.Set || (mode & SetIdBits) == 0)
        {
            return mode;
        }
        if (owner == OwnerOutcome.Refused)
        {
            losses.Refuse("its set-id bits", Errno.EPERM);
        }
        else
        {
            losses.Withhold("its set-id bits");
        }
        return mode & ~SetIdBits;
    }

    private static void ThrowIf(int errno, Entry entry, string whatWasTried)
    {
        if (errno != 0)
        {
            throw new FileSystemException(entry.Path, errno, whatWasTried);
        }
    }
}
