using System.Formats.Tar;
using System.Security.Cryptography;
using Tarn.Acceptance.Harness;
using Xunit;
using TarReader = Tarn.Acceptance.Harness.TarReader;

namespace Tarn.Acceptance;

/// <summary>Trees nobody thought of, through every program that reads tar.</summary>
public sealed class RandomTreesTests
{
    private static readonly string[] Options =
    [
        "--volume-size 1M",
        "--volume-size 1M --compression gzip:1",
        "--segment-size 4K --compression zstd:1",
        "--group 32K",
        "--compression gzip:0 --segment-size 8K --hash sha256",
    ];

    private static int Trees => SharedSources.IsNightly ? 500 : 50;

    [Fact]
    public void Every_reader_restores_any_tree_silently()
    {
        for (var seed = 0; seed < Trees; seed++)
        {
            using var temp = new TempDirectory();
            var tree = RandomTree.Make(temp.At("source"), seed);
            var source = Source.Of(tree.Root);
            var archive = Archive.Of(tree.Root, temp.At("store"), Options[seed % Options.Length]);
            Tool.Shell($"{archive.AsTar} > {temp.At("tar")}").AssertSilent();
            foreach (var reader in TarReader.All)
            {
                using var into = new TempDirectory();
                reader.ExtractFrom($"cat {temp.At("tar")}", into.Path);
                source.AssertRestored(into.Path, reader.Keeps, $"{reader} (seed {seed})");
            }
        }
    }

    [Fact]
    public void NET_and_7z_find_the_same_files_with_the_same_content()
    {
        for (var seed = 0; seed < Trees; seed++)
        {
            using var temp = new TempDirectory();
            var tree = RandomTree.Make(temp.At("source"), seed, isPlain: true);
            var files = Source.Of(tree.Root).Listing.Where((_, item) => item.Type is '-' or 'd' or 'l');
            var archive = Archive.Of(tree.Root, temp.At("store"), Options[seed % Options.Length]);
            Tool.Shell($"{archive.AsTar} > {temp.At("tar")}").AssertSilent();

            Assert.Equal(
                files.Items.Select(pair => $"{pair.Key} {Told(pair.Value)}").Order(StringComparer.Ordinal),
                ListedByDotNet(temp.At("tar")).Order(StringComparer.Ordinal)
            );
            Tool.Shell($"7z x -y -snl -o{temp.At("into")} {temp.At("tar")}").AssertStatus(0);
            var extracted = TreeListing.Of([tree.Root], temp.At("into"));
            Assert.Equal(
                files.Items.Where(IsFile).Select(pair => (pair.Key, pair.Value.Content)),
                extracted.Items.Where(IsFile).Select(pair => (pair.Key, pair.Value.Content))
            );
        }

        static bool IsFile(KeyValuePair<string, TreeItem> pair) => pair.Value.Type == '-';
    }

    /// <summary>What both tell of an entry; a further name of a file tells its content as well.</summary>
    private static string Told(TreeItem item) => $"{item.Type} {item.Content}";

    private static List<string> ListedByDotNet(string tar)
    {
        using var file = File.OpenRead(tar);
        using var reader = new System.Formats.Tar.TarReader(file);
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<string>();
        while (reader.GetNextEntry() is { } entry)
        {
            var name = "/" + Posix.Name(entry.Name.TrimEnd('/'));
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    lines.Add($"{name} d ");
                    break;
                case TarEntryType.SymbolicLink:
                    lines.Add($"{name} l {Posix.Name(entry.LinkName)}");
                    break;
                case TarEntryType.HardLink:
                    lines.Add($"{name} - {contents["/" + Posix.Name(entry.LinkName)]}");
                    break;
                default:
                    var hash = entry.DataStream is { } data ? SHA256.HashData(data) : SHA256.HashData([]);
                    contents.Add(name, $"{entry.Length} {Convert.ToHexStringLower(hash)}");
                    lines.Add($"{name} - {contents[name]}");
                    break;
            }
        }
        return lines;
    }
}
