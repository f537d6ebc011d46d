using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Scan;

namespace Tarn.Tests.Linux;

/// <summary>What a scan finds, in forms that are easy to compare.</summary>
internal static class Snapshot
{
    internal static List<Scanned> Scan(params UnixPath[] roots)
    {
        var found = new List<Scanned>();
        foreach (var scanned in new TreeScanner().Scan(roots))
        {
            (scanned as Scanned.Found)?.Content?.Dispose();
            found.Add(scanned);
        }
        return found;
    }

    /// <summary>The first finding, its content still to be opened.</summary>
    internal static Scanned ScanOpen(UnixPath root) => new TreeScanner().Scan([root]).First();

    internal static List<Entry> Entries(params UnixPath[] roots) =>
        [.. Scan(roots).OfType<Scanned.Found>().Select(found => found.Entry)];

    /// <summary>The paths beneath a tree, without the tree's own.</summary>
    internal static List<string> Paths(TestTree tree) =>
        [.. Entries(tree.Root).Skip(1).Select(entry => entry.Path.ToString()[(tree.Root.Length + 1)..])];

    /// <summary>Everything in a tree, with paths relative to it, each file with the hash of its content.</summary>
    internal static List<(Entry Entry, string Content)> Of(UnixPath root)
    {
        var strip = root.ToString().Count(character => character == '/') + 1;
        var all = new List<(Entry, string)>();
        foreach (var found in new TreeScanner().Scan([root]).Cast<Scanned.Found>().Skip(1))
        {
            var entry = found.Entry with { Path = found.Entry.Path.StripComponents(strip) };
            if (entry is Entry.HardLink link)
            {
                entry = link with { Target = link.Target.StripComponents(strip) };
            }
            all.Add(
                (
                    entry,
                    found.Content is null ? "" : Convert.ToHexString(SHA256.HashData(ReadAll(found.Content)))
                )
            );
        }
        return all;
    }

    internal static byte[] ReadAll(FileContent content)
    {
        using (content)
        {
            using var reader = content.Open();
            using var bytes = new MemoryStream();
            var buffer = new byte[1000];
            for (var count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
            {
                bytes.Write(buffer, 0, count);
            }
            return bytes.ToArray();
        }
    }
}
