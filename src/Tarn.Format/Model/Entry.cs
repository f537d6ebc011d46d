using Tarn.Format.Bytes;

namespace Tarn.Format.Model;

/// <summary>One member of an archive: a name, its metadata, and what kind of thing it is. A closed set.</summary>
public abstract record Entry
{
    private Entry(UnixPath path, Metadata metadata)
    {
        Path = path;
        Metadata = metadata;
    }

    /// <summary>The name inside the archive.</summary>
    public UnixPath Path { get; init; }

    /// <summary>Mode, owner, time and extended attributes.</summary>
    public Metadata Metadata { get; init; }

    /// <summary>Bytes of content: 0 for anything but a regular file.</summary>
    public long ContentLength => this is File file ? file.Size : 0;

    /// <summary>Bytes of content that are stored: all but the holes of a sparse file.</summary>
    public long DataLength => this is File { Map: { } map } ? map.DataLength : ContentLength;

    /// <summary>What a link leads to: a symbolic link's target, a hard link's first name; empty for anything else.</summary>
    public ByteString LinkTarget =>
        this switch
        {
            Symlink symlink => symlink.Target,
            HardLink hardLink => new ByteString(hardLink.Target.Span),
            _ => default,
        };

    /// <summary>The same without extended attributes, for who keeps many: these can be larger than all else.</summary>
    public Entry WithoutAttributes() =>
        Metadata.Attributes.Count == 0
            ? this
            : this with
            {
                Metadata = Metadata with { Attributes = ExtendedAttributes.None },
            };

    /// <summary>A regular file.</summary>
    /// <param name="Path">The name inside the archive.</param>
    /// <param name="Metadata">Mode, owner and time.</param>
    /// <param name="Size">Bytes of content, holes included.</param>
    public sealed record File(UnixPath Path, Metadata Metadata, long Size) : Entry(Path, Metadata)
    {
        /// <summary>Which parts of a sparse file are stored; null if all of it is.</summary>
        public SparseMap? Map { get; init; }
    }

    /// <summary>A directory.</summary>
    /// <param name="Path">The name inside the archive, without a slash at its end.</param>
    /// <param name="Metadata">Mode, owner and time.</param>
    public sealed record Directory(UnixPath Path, Metadata Metadata) : Entry(Path, Metadata);

    /// <summary>A symbolic link.</summary>
    /// <param name="Path">The name inside the archive.</param>
    /// <param name="Metadata">Mode, owner and time of the link itself.</param>
    /// <param name="Target">What it points to: any bytes but NUL.</param>
    public sealed record Symlink(UnixPath Path, Metadata Metadata, ByteString Target) : Entry(Path, Metadata);

    /// <summary>A further name of an inode whose first name is already in the archive.</summary>
    /// <param name="Path">The name inside the archive.</param>
    /// <param name="Metadata">Mode, owner and time of the inode.</param>
    /// <param name="Target">The first name.</param>
    public sealed record HardLink(UnixPath Path, Metadata Metadata, UnixPath Target) : Entry(Path, Metadata);

    /// <summary>A character or block device.</summary>
    /// <param name="Path">The name inside the archive.</param>
    /// <param name="Metadata">Mode, owner and time.</param>
    /// <param name="IsBlock">Whether it is a block device.</param>
    /// <param name="Major">The driver's number.</param>
    /// <param name="Minor">The device's number at that driver.</param>
    public sealed record Device(UnixPath Path, Metadata Metadata, bool IsBlock, uint Major, uint Minor)
        : Entry(Path, Metadata);

    /// <summary>A named pipe.</summary>
    /// <param name="Path">The name inside the archive.</param>
    /// <param name="Metadata">Mode, owner and time.</param>
    public sealed record Fifo(UnixPath Path, Metadata Metadata) : Entry(Path, Metadata);
}
