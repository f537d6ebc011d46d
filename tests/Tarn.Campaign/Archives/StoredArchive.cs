using Tarn.Campaign.Trees;
using Tarn.Format.Segments;

namespace Tarn.Campaign.Archives;

/// <summary>An undamaged archive, and where each entry of its tree lies in it.</summary>
internal sealed class StoredArchive
{
    private const int ShownDigits = 12;

    internal StoredArchive(
        ArchiveId id,
        ArchiveShape shape,
        SourceTree tree,
        IReadOnlyList<StoredVolume> volumes
    )
    {
        Id = id.ToString()[..ShownDigits];
        Shape = shape;
        Volumes = volumes;
        Tar = Unpacking.Unpack([.. volumes.SelectMany(volume => volume.Bytes)]);
        Entries = Locate(tree);
    }

    /// <summary>One that another program made: nothing is known of what is in it.</summary>
    internal StoredArchive(ArchiveShape shape, IReadOnlyList<StoredVolume> volumes)
    {
        Id = "";
        Shape = shape;
        Volumes = volumes;
        Tar = [];
        Entries = [];
    }

    /// <summary>As it is shown.</summary>
    internal string Id { get; }

    internal ArchiveShape Shape { get; }

    internal IReadOnlyList<StoredVolume> Volumes { get; }

    /// <summary>Its tar stream.</summary>
    internal byte[] Tar { get; }

    internal IReadOnlyList<StoredEntry> Entries { get; }

    /// <summary>Archives whose volumes are files of this one.</summary>
    internal IReadOnlyList<StoredArchive> Inner { get; init; } = [];

    internal IEnumerable<StoredSegment> Segments => Volumes.SelectMany(volume => volume.Segments);

    /// <summary>Whether a path is that of an entry, perhaps beneath a directory that has the id as its name.</summary>
    internal bool Holds(string path)
    {
        var name = path.StartsWith($"{Id}/", StringComparison.Ordinal) ? path[(Id.Length + 1)..] : path;
        return Entries.Any(entry => entry.Path == name);
    }

    private List<StoredEntry> Locate(SourceTree tree)
    {
        var members = TarMember.Read(Tar).ToList();
        var names = Pieces().SelectMany(piece => Enumerable.Repeat(piece.Segments, piece.Lines)).ToList();
        if (members.Count != tree.Entries.Count || names.Count != members.Count)
        {
            throw new InvalidDataException(
                $"{tree.Entries.Count} entries, {members.Count} members, {names.Count} lines"
            );
        }
        var visible = Segments.Where(segment => segment.Visible > 0).ToList();
        return
        [
            .. tree.Entries.Select((entry, index) => Locate(entry, members[index], visible, names[index])),
        ];
    }

    private StoredEntry Locate(
        TreeEntry entry,
        TarMember member,
        List<StoredSegment> visible,
        IReadOnlyList<StoredSegment> namedBy
    ) =>
        new(
            entry,
            member,
            entry.Entry is Format.Model.Entry.File { Map: not null }
                ? TarMember.MapLength(Tar.AsSpan((int)member.ContentOffset))
                : 0,
            visible.FindAll(segment => segment.Meets(member.Offset, member.End)),
            namedBy
        );

    /// <summary>The pieces of the index, in order, with how many lines each has: as many as it has line feeds.</summary>
    private IEnumerable<(IReadOnlyList<StoredSegment> Segments, int Lines)> Pieces()
    {
        var piece = new List<StoredSegment>();
        foreach (var segment in Segments.Where(segment => segment.IsIndexPiece))
        {
            piece.Add(segment);
            if (!segment.GoesOn)
            {
                var lines = Unpacking.Unpack([.. piece.SelectMany(HiddenOf)]);
                yield return ([.. piece], lines.Count(letter => letter == (byte)'\n'));
                piece.Clear();
            }
        }
    }

    private byte[] HiddenOf(StoredSegment segment) =>
        Volumes[segment.Volume - 1].Bytes.AsSpan(segment.HiddenOffset, segment.Hidden).ToArray();
}
