namespace Tarn.Acceptance.Harness;

/// <summary>All that a restore has to bring back of one name in a tree.</summary>
/// <param name="Type">A letter as <c>ls -l</c> has it.</param>
/// <param name="Mode">Octal.</param>
/// <param name="Owner">User and group, by number.</param>
/// <param name="Mtime">Nanoseconds since 1970.</param>
/// <param name="Content">
/// Size and SHA-256 of a file, the target of a symbolic link, the numbers of a device, else empty.
/// </param>
/// <param name="Group">The first of several names of one inode, else empty.</param>
/// <param name="Attributes">Extended attributes, ACLs among them.</param>
/// <param name="Extents">Where a file has data; empty for anything else.</param>
internal sealed record TreeItem(
    char Type,
    string Mode,
    string Owner,
    Int128 Mtime,
    string Content,
    string Group,
    string Attributes,
    string Extents
);
