using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>A tree as it is on disk. Paths are absolute, as they were at the source; each character is one byte.</summary>
internal sealed class TreeListing
{
    private const int ShownDifferences = 10;

    private readonly SortedDictionary<string, TreeItem> _items = new(StringComparer.Ordinal);

    private TreeListing() { }

    internal int Count => _items.Count;

    internal IReadOnlyDictionary<string, TreeItem> Items => _items;

    /// <summary>Lists trees at or, restored, beneath a directory.</summary>
    internal static TreeListing Of(IEnumerable<string> roots, string beneath = "")
    {
        var listing = new TreeListing();
        var inodes = new Dictionary<(ulong, ulong), List<string>>();
        foreach (var root in roots.Order(StringComparer.Ordinal))
        {
            listing.Add(beneath, root, inodes);
        }
        // Names that are elsewhere do not count: a backup has only those beneath its roots.
        foreach (var names in inodes.Values.Where(names => names.Count > 1))
        {
            names.ForEach(name => listing._items[name] = listing._items[name] with { Group = names[0] });
        }
        return listing;
    }

    internal static TreeListing Of(string root, string beneath = "") => Of([root], beneath);

    /// <summary>Only what is chosen.</summary>
    internal TreeListing Where(Func<string, TreeItem, bool> chosen)
    {
        var listing = new TreeListing();
        foreach (var (path, item) in _items.Where(pair => chosen(pair.Key, pair.Value)))
        {
            listing._items.Add(path, item);
        }
        return listing;
    }

    /// <summary>As somebody sees it who does not keep everything.</summary>
    internal TreeListing As(Func<TreeItem, TreeItem> seen)
    {
        var listing = new TreeListing();
        foreach (var (path, item) in _items)
        {
            listing._items.Add(path, seen(item));
        }
        return listing;
    }

    /// <summary>As if every name had an inode of its own: for a part of a tree.</summary>
    internal TreeListing WithoutGroups() => As(item => item with { Group = "" });

    /// <summary>Fails with the first differences, if there are any.</summary>
    internal void AssertRestored(TreeListing actual, Keeps keeps = Keeps.Everything, string by = "Tarn")
    {
        Assert.NotEqual(0, Count);
        var differences = DifferencesTo(actual, keeps).Take(ShownDifferences + 1).ToList();
        if (differences.Count > 0)
        {
            var more = differences.Count > ShownDifferences ? "\n  ..." : "";
            Assert.Fail(
                $"Restored by {by}, not as it was:\n  "
                    + string.Join("\n  ", differences.Take(ShownDifferences))
                    + more
            );
        }
    }

    private IEnumerable<string> DifferencesTo(TreeListing actual, Keeps keeps)
    {
        foreach (var (path, item) in _items)
        {
            if (!actual._items.TryGetValue(path, out var other))
            {
                yield return $"{Shown(path)}: missing";
            }
            else if (!IsSame(item, other, keeps))
            {
                yield return $"{Shown(path)}:\n    was {Shown(item.ToString())}\n    is  {Shown(other.ToString())}";
            }
        }
        foreach (var path in actual._items.Keys.Where(path => !_items.ContainsKey(path)))
        {
            yield return $"{Shown(path)}: was not there";
        }
    }

    private static bool IsSame(TreeItem item, TreeItem other, Keeps keeps)
    {
        var isOwnerKept = item.Type != 'l' || keeps.HasFlag(Keeps.LinkOwners);
        var isTimeKept =
            item.Type == 'l'
                ? keeps.HasFlag(Keeps.LinkTimes)
                : item.Type != 'd' || keeps.HasFlag(Keeps.DirectoryTimes);
        var expected = item with
        {
            Owner = isOwnerKept ? item.Owner : other.Owner,
            Attributes = keeps.HasFlag(Keeps.Attributes) ? item.Attributes : other.Attributes,
            Extents = keeps.HasFlag(Keeps.Holes) ? item.Extents : other.Extents,
            Mtime = isTimeKept && !IsSameTime(item.Mtime, other.Mtime, keeps) ? item.Mtime : other.Mtime,
        };
        return expected == other;
    }

    private static bool IsSameTime(Int128 time, Int128 other, Keeps keeps) =>
        keeps.HasFlag(Keeps.Nanoseconds) ? time == other
        : keeps.HasFlag(Keeps.Microseconds) ? Int128.Abs(time - other) < 1_000
        : time / 1_000_000_000 == other / 1_000_000_000;

    private void Add(string beneath, string path, Dictionary<(ulong, ulong), List<string>> inodes)
    {
        var status = Posix.StatusOf(beneath + path);
        var type = TypeOf(status.TypeAndMode);
        if (status.Links > 1 && type != 'd')
        {
            var inode = (status.Device, status.Inode);
            inodes.TryAdd(inode, []);
            inodes[inode].Add(path);
        }
        _items.Add(
            path,
            new TreeItem(
                type,
                Convert.ToString(status.TypeAndMode & 0xFFF, 8),
                $"{status.User}:{status.Group}",
                ((Int128)status.Seconds * 1_000_000_000) + status.Nanoseconds,
                Content(beneath + path, type, status, out var extents),
                Group: "",
                Posix.Attributes(beneath + path),
                extents
            )
        );
        if (type == 'd')
        {
            // The slash below every other byte: as an archive is sorted, so that first names are the same.
            foreach (var name in Posix.Names(beneath + path).Order(StringComparer.Ordinal))
            {
                Add(beneath, $"{path}/{name}", inodes);
            }
        }
    }

    private static string Content(string path, char type, in Posix.Status status, out string extents)
    {
        extents = "";
        switch (type)
        {
            case 'l':
                return Posix.ReadLink(path);
            case 'b' or 'c':
                return string.Create(CultureInfo.InvariantCulture, $"device {status.Node:x}");
            case '-':
                using (var file = Posix.OpenRead(path))
                {
                    extents = Posix.Extents(file.SafeFileHandle, status.Size);
                    var hash = Convert.ToHexStringLower(SHA256.HashData(file));
                    return string.Create(CultureInfo.InvariantCulture, $"{status.Size} {hash}");
                }
            default:
                return "";
        }
    }

    private static char TypeOf(int mode) =>
        (mode >> 12) switch
        {
            1 => 'p',
            2 => 'c',
            4 => 'd',
            6 => 'b',
            8 => '-',
            10 => 'l',
            _ => '?',
        };

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var letter in text)
        {
            shown.Append(letter is < ' ' or > '~' ? $"\\x{(int)letter:x2}" : letter.ToString());
        }
        return shown.Length > 600 ? $"{shown.ToString(0, 600)}... ({text.Length} bytes)" : shown.ToString();
    }
}
