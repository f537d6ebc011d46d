using Tarn.Acceptance.Harness;
using Tarn.Format.Model;
using Tarn.Sources;

namespace Tarn.Campaign.Trees;

/// <summary>One name of a source: what is stored, and what has to come back.</summary>
/// <param name="Path">From the root directory, without a slash at its beginning; each character is one byte.</param>
/// <param name="Entry">What the backup is told.</param>
/// <param name="Content">Of a file with this as its first name, all bytes, holes as zeros; else empty.</param>
/// <param name="Item">What is on disk after a restore. Without group and extents.</param>
internal sealed record TreeEntry(string Path, Entry Entry, byte[] Content, TreeItem Item)
{
    /// <summary>The first name of the inode; null if this is it.</summary>
    internal string? FirstName { get; init; }

    /// <summary>A number for what has this name, the same for all names of one file.</summary>
    internal ulong Inode { get; init; }

    /// <summary>How many names it has.</summary>
    internal uint Links { get; init; } = 1;

    internal bool IsDirectory => Entry is Entry.Directory;

    /// <summary>Where the file has data, in order; one run for a file without holes.</summary>
    internal IReadOnlyList<Extent> Extents =>
        Entry is Entry.File { Map: { } map } ? map.Extents
        : Content.Length > 0 ? [new Extent(0, Content.Length)]
        : [];

    internal SourceItem ToSourceItem() =>
        new SourceItem.Found(
            Entry,
            new FileIdentity(Device: 1, Inode, Links, Entry.Metadata.Mtime),
            Entry is Entry.File ? new StoredContent(this) : null
        );
}
