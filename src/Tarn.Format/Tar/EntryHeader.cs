using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>The header block of an entry, as far as its fields reach (spec/tar.md, "Header block").</summary>
internal static class EntryHeader
{
    /// <summary>What an entry's header block says.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">Its path, or what stands for it.</param>
    public static UstarHeader Of(Entry entry, HeaderName name)
    {
        var (link, metadata) = (entry.LinkTarget, entry.Metadata);
        return new()
        {
            Type = TypeOf(entry),
            Name = name.Name,
            Prefix = name.Prefix,
            Mode = metadata.Mode,
            UserId = metadata.UserId,
            GroupId = metadata.GroupId,
            ContentLength = SparseMapText.LengthOf(entry) + entry.DataLength,
            Mtime = Math.Clamp(metadata.Mtime.Seconds, 0, NumberField.OctalMax(UstarHeader.SizeWidth)),
            LinkName =
                link.Length <= UstarHeader.NameLength ? link : new(link.Span[..UstarHeader.NameLength]),
            UserName = WholeOrNone(metadata.UserName),
            GroupName = WholeOrNone(metadata.GroupName),
            DeviceMajor = entry is Entry.Device { Major: var major } ? major : 0,
            DeviceMinor = entry is Entry.Device { Minor: var minor } ? minor : 0,
        };
    }

    private static ByteString WholeOrNone(ByteString ownerName) =>
        ownerName.Length <= UstarHeader.OwnerLength ? ownerName : default;

    private static TypeFlag TypeOf(Entry entry) =>
        entry switch
        {
            Entry.File => TypeFlag.Regular,
            Entry.Directory => TypeFlag.Directory,
            Entry.Symlink => TypeFlag.Symlink,
            Entry.HardLink => TypeFlag.HardLink,
            Entry.Device { IsBlock: true } => TypeFlag.BlockDevice,
            Entry.Device => TypeFlag.CharacterDevice,
            Entry.Fifo => TypeFlag.Fifo,
            _ => throw new UnreachableException(),
        };
}
