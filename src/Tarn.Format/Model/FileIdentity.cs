namespace Tarn.Format.Model;

/// <summary>What tells, besides the metadata, whether a file is still the one that was backed up (statx(2)).</summary>
/// <param name="Device">The file system's number.</param>
/// <param name="Inode">The inode's number within it.</param>
/// <param name="Links">How many names the inode has.</param>
/// <param name="Ctime">Last change of the inode.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode, uint Links, UnixTime Ctime);
