using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tarn.Acceptance.Harness;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Campaign.Trees;

/// <summary>Makes a tree in memory. Paths are relative to its root; each character is one byte.</summary>
internal sealed class TreeBuilder
{
    private const uint Owner = 1000;

    private readonly string _root;
    private readonly SortedDictionary<UnixPath, TreeEntry> _entries = [];
    private int _count;

    internal TreeBuilder(string root)
    {
        _root = root;
        Directory("");
    }

    internal TreeBuilder Directory(string path) =>
        Add(path, 'd', 0x1ED, "", [], (name, metadata) => new Entry.Directory(name, metadata));

    internal TreeBuilder File(string path, byte[] content, int mode = 0x1A4) =>
        Add(
            path,
            '-',
            mode,
            Described(content),
            content,
            (name, metadata) => new Entry.File(name, metadata, content.Length)
        );

    /// <summary>A file that is zeros but for some runs.</summary>
    internal TreeBuilder SparseFile(string path, int size, params (int Offset, byte[] Bytes)[] runs)
    {
        var content = new byte[size];
        foreach (var (offset, bytes) in runs)
        {
            bytes.CopyTo(content, offset);
        }
        var extents = runs.Select(run => new Extent(run.Offset, run.Bytes.Length)).ToImmutableArray();
        return Add(
            path,
            '-',
            0x1A4,
            Described(content),
            content,
            (name, metadata) => new Entry.File(name, metadata, size) { Map = new SparseMap(extents) }
        );
    }

    internal TreeBuilder Symlink(string path, string target) =>
        Add(
            path,
            'l',
            0x1FF,
            target,
            [],
            (name, metadata) => new Entry.Symlink(name, metadata, new ByteString(Bytes(target)))
        );

    internal TreeBuilder Fifo(string path) =>
        Add(path, 'p', 0x180, "", [], (name, metadata) => new Entry.Fifo(name, metadata));

    /// <summary>A further name of what is in the tree already, under a name that comes before this one.</summary>
    internal TreeBuilder HardLink(string path, string first)
    {
        var name = NameOf(path);
        var target = _entries[NameOf(first)];
        _entries.Add(
            name,
            new TreeEntry(
                Text(name),
                new Entry.HardLink(name, target.Entry.Metadata, target.Entry.Path),
                [],
                target.Item
            )
            {
                FirstName = target.Path,
                Inode = target.Inode,
            }
        );
        return this;
    }

    internal SourceTree Build(string name)
    {
        var links = _entries.Values.CountBy(entry => entry.FirstName ?? entry.Path).ToDictionary();
        return new SourceTree(
            name,
            [
                .. _entries.Values.Select(entry =>
                    entry with
                    {
                        Links = (uint)links[entry.FirstName ?? entry.Path],
                    }
                ),
            ]
        );
    }

    private TreeBuilder Add(
        string path,
        char type,
        int mode,
        string described,
        byte[] content,
        Func<UnixPath, Metadata, Entry> entry
    )
    {
        var name = NameOf(path);
        var seconds = 1_500_000_000 + (_count * 7_919);
        var nanoseconds = _count++ * 1_009 % 1_000_000_000;
        var item = new TreeItem(
            type,
            Convert.ToString(mode, 8),
            $"{Owner}:{Owner}",
            ((Int128)seconds * 1_000_000_000) + nanoseconds,
            described,
            Group: "",
            Attributes: "",
            Extents: ""
        );
        var metadata = new Metadata(mode, Owner, Owner, default, default, new UnixTime(seconds, nanoseconds));
        _entries.Add(
            name,
            new TreeEntry(Text(name), entry(name, metadata), content, item) { Inode = (ulong)_count }
        );
        return this;
    }

    private UnixPath NameOf(string path) => new(Bytes(path.Length == 0 ? _root : $"{_root}/{path}"));

    /// <summary>Size and hash, as listings of trees have them.</summary>
    private static string Described(byte[] content) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{content.Length} {Convert.ToHexStringLower(SHA256.HashData(content))}"
        );

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(UnixPath path) => Encoding.Latin1.GetString(path.Span);
}
