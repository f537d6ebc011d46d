using Tarn.Acceptance.Harness;
using Xunit;

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
    public void NET_finds_the_same_entries_but_for_its_documented_limits()
    {
        for (var seed = 0; seed < Trees; seed++)
        {
            using var temp = new TempDirectory();
            var tree = RandomTree.Make(temp.At("source"), seed);
            var archive = Archive.Of(tree.Root, temp.At("store"), Options[seed % Options.Length]);
            Tool.Shell($"{archive.AsTar} > {temp.At("tar")}").AssertSilent();

            Assert.Equal(
                DotNetReader.ExpectedOf(TreeListing.Of(tree.Root)).Order(StringComparer.Ordinal),
                DotNetReader.List(temp.At("tar")).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public void Seven_zip_restores_the_same_files()
    {
        for (var seed = 0; seed < Trees; seed++)
        {
            using var temp = new TempDirectory();
            var tree = RandomTree.Make(temp.At("source"), seed);
            var archive = Archive.Of(tree.Root, temp.At("store"), Options[seed % Options.Length]);
            Tool.Shell($"{archive.AsTar} > {temp.At("tar")}").AssertSilent();
            Tool.Shell(SevenZip.Extract(temp.At("tar"), temp.At("into"))).AssertStatus(0);
            TreeListing
                .Of(tree.Root)
                .As(SevenZip.Restored)
                .AssertRestored(
                    TreeListing.Of(tree.Root, temp.At("into")).As(SevenZip.WithoutOwner),
                    SevenZip.Keeps,
                    $"7z (seed {seed})"
                );
        }
    }
}
