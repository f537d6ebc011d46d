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
            Set(inode, name, value, losses);
        }
    }

    /// <summary>Sets the ACLs, after the mode, and takes away those inherited from the directory it was made in.</summary>
    internal static void SetAcls(InodeHandle inode, Entry entry, MetadataLosses losses)
    {
        var (hasAccess, hasDefault) = (false, entry is not Entry.Directory);
        foreach (var (name, value) in entry.Metadata.Attributes)
        {
            if (IsAcl(name))
            {
                hasAccess |= name == ExtendedAttributes.AccessAcl;
                hasDefault |= name == ExtendedAttributes.DefaultAcl;
                Set(inode, name, value, losses);
            }
        }
        if (!hasAccess)
        {
            _ = inode.RemoveAttribute(ExtendedAttributes.AccessAcl.Span);
        }
        if (!hasDefault)
        {
            _ = inode.RemoveAttribute(ExtendedAttributes.DefaultAcl.Span);
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

    private static void Set(InodeHandle inode, ByteString name, ByteString value, MetadataLosses losses)
    {
        var errno = name.Span.Contains((byte)0) ? Errno.EINVAL : inode.SetAttribute(name.Span, value.Span);
        if (errno != 0)
        {
            losses.Refuse(name, errno);
        }
    }
}
