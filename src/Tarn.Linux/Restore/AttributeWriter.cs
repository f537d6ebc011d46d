using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>Gives what was restored its extended attributes and ACLs. What cannot be set costs only itself.</summary>
internal static class AttributeWriter
{
    /// <summary>
    /// Sets all but the ACLs: while the mode still lets the owner write, which attributes of users ask for, and after
    /// the owner, whose change takes capabilities away.
    /// </summary>
    /// <param name="inode">What gets them.</param>
    /// <param name="entry">What it was.</param>
    /// <param name="owner">Whether it has the owner it had.</param>
    /// <param name="losses">Hears of what cannot be set.</param>
    internal static void SetAttributes(
        InodeHandle inode,
        Entry entry,
        OwnerOutcome owner,
        MetadataLosses losses
    )
    {
        foreach (var (name, value) in entry.Metadata.Attributes)
        {
            if (IsAcl(name))
            {
                continue;
            }
            if (owner != OwnerOutcome.Set && !IsForUsers(name))
            {
                Leave(name, owner, losses);
                continue;
            }
            _ = Set(inode, name, value, losses);
        }
    }

    /// <summary>
    /// Sets the ACLs, and takes away those inherited from the directory it was made in. The mode comes after them: its
    /// group bits are the mask of an ACL.
    /// </summary>
    /// <returns>
    /// The bits that the mode may have: without the access ACL that the entry had, the group gets no more than that gave
    /// it, since the mode's bits are those of all whom it named.
    /// </returns>
    internal static int SetAcls(InodeHandle inode, Entry entry, MetadataLosses losses)
    {
        RemoveInherited(inode, ExtendedAttributes.AccessAcl, losses);
        if (entry is Entry.Directory)
        {
            RemoveInherited(inode, ExtendedAttributes.DefaultAcl, losses);
        }
        var most = Metadata.ModeMask;
        foreach (var (name, value) in entry.Metadata.Attributes)
        {
            if (IsAcl(name) && !Set(inode, name, value, losses) && name == ExtendedAttributes.AccessAcl)
            {
                most = ~(7 << 3) | (PosixAcl.GroupPermissions(value.Span) << 3);
            }
        }
        return most;
    }

    private static void RemoveInherited(InodeHandle inode, ByteString acl, MetadataLosses losses)
    {
        var errno = inode.RemoveAttribute(acl.Span);
        if (errno is not (0 or Errno.ENODATA or Errno.EOPNOTSUPP))
        {
            losses.Refuse($"the removal of the inherited {acl}", errno);
        }
    }

    private static bool IsAcl(ByteString name) =>
        name == ExtendedAttributes.AccessAcl || name == ExtendedAttributes.DefaultAcl;

    /// <summary>Whether it gives nobody power: the others are for root, and for files that belong to whom they did.</summary>
    private static bool IsForUsers(ByteString name) => name.Span.StartsWith("user."u8);

    private static void Leave(ByteString name, OwnerOutcome owner, MetadataLosses losses)
    {
        if (owner == OwnerOutcome.Refused)
        {
            losses.Refuse(name, Errno.EPERM);
        }
        else
        {
            losses.Withhold($"the attribute {name}");
        }
    }

    private static bool Set(InodeHandle inode, ByteString name, ByteString value, MetadataLosses losses)
    {
        var errno = name.Span.Contains((byte)0) ? Errno.EINVAL : inode.SetAttribute(name.Span, value.Span);
        if (errno != 0)
        {
            losses.Refuse(name, errno);
        }
        return errno == 0;
    }
}
