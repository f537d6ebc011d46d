using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>
/// The way to the metadata of one inode, whatever becomes of its name: an open file or directory or, for what cannot be
/// opened, an O_PATH handle. Each method returns an errno, 0 if it worked. Does not own the handle.
/// </summary>
/// <param name="handle">The handle.</param>
/// <param name="isPathOnly">Whether it is an O_PATH handle.</param>
internal readonly struct InodeHandle(SafeFileHandle handle, bool isPathOnly)
{
    internal int SetOwner(uint userId, uint groupId) => MetadataCalls.SetOwner(handle, userId, groupId);

    internal int SetMode(int mode) =>
        isPathOnly ? MetadataCalls.SetModeByPathHandle(handle, mode) : MetadataCalls.SetMode(handle, mode);

    internal int SetAttribute(ReadOnlySpan<byte> attribute, ReadOnlySpan<byte> value) =>
        isPathOnly
            ? AttributeCalls.SetByPathHandle(handle, attribute, value)
            : AttributeCalls.Set(handle, attribute, value);

    /// <summary>ENODATA if it has none of that name.</summary>
    internal int RemoveAttribute(ReadOnlySpan<byte> attribute) =>
        isPathOnly
            ? AttributeCalls.RemoveByPathHandle(handle, attribute)
            : AttributeCalls.Remove(handle, attribute);
}
