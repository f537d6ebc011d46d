using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>Whether something that has the name of an entry gives way to it.</summary>
internal static class OverwriteCheck
{
    /// <summary>Whether <paramref name="existing"/>, which is no directory, is kept.</summary>
    internal static bool Keeps(Overwrite overwrite, Entry entry, in Statx existing) =>
        overwrite switch
        {
            Overwrite.Never => true,
            Overwrite.IfNewer => entry.Metadata.Mtime <= existing.Mtime,
            Overwrite.IfChanged => IsUnchanged(entry, existing),
            _ => false,
        };

    private static bool IsUnchanged(Entry entry, in Statx existing) =>
        entry.Metadata.Mtime == existing.Mtime
        && entry switch
        {
            Entry.File file => existing.Kind == FileKind.Regular && existing.Length == file.Size,
            Entry.Symlink link => existing.Kind == FileKind.Symlink && existing.Length == link.Target.Length,
            Entry.Fifo => existing.Kind == FileKind.Fifo,
            Entry.Device device => existing.Kind
                == (device.IsBlock ? FileKind.BlockDevice : FileKind.CharacterDevice)
                && existing.DeviceMajor == device.Major
                && existing.DeviceMinor == device.Minor,
            // Whether a further name already leads to the right inode is seen when it is placed.
            _ => false,
        };
}
