using Tarn.Format.Model;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class HardLinkScanTests
{
    [Fact]
    public void The_first_name_is_the_file_and_later_ones_lead_to_it()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        tree.MakeFile("d/z"u8, "one"u8);
        tree.MakeHardLink("d/z"u8, "d/b"u8);
        tree.MakeHardLink("d/z"u8, "e"u8);

        var entries = Snapshot.Entries(tree.Root);

        var first = Assert.IsType<Entry.File>(entries[2]);
        Assert.Equal(tree.PathOf("d/b"), first.Path);
        foreach (var (later, name) in entries.Skip(3).Zip(["d/z", "e"]))
        {
            Assert.Equal(new Entry.HardLink(tree.PathOf(name), first.Metadata, first.Path), later);
        }
    }

    [Fact]
    public void Links_pipes_and_files_are_grouped_by_inode_across_roots()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeDirectory("b"u8);
        tree.MakeSymlink("x"u8, "a/link"u8);
        tree.MakeHardLink("a/link"u8, "b/link"u8);
        tree.MakeFifo("a/pipe"u8);
        tree.MakeHardLink("a/pipe"u8, "b/pipe"u8);

        var targets = Snapshot
            .Entries(tree.PathOf("a"), tree.PathOf("b"))
            .OfType<Entry.HardLink>()
            .Select(l => l.Target);

        Assert.Equal([tree.PathOf("a/link"), tree.PathOf("a/pipe")], targets);
    }

    [Fact]
    public void A_name_outside_the_roots_does_not_matter()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeFile("a/f"u8);
        tree.MakeHardLink("a/f"u8, "outside"u8);

        var found = Assert.IsType<Scanned.Found>(Snapshot.Scan(tree.PathOf("a"))[1]);

        Assert.IsType<Entry.File>(found.Entry);
        Assert.Equal(2u, found.Identity.Links);
    }

    [Fact]
    public void An_inode_is_forgotten_with_its_last_name()
    {
        using var tree = new TestTree();
        tree.MakeFile("a"u8);
        tree.MakeHardLink("a"u8, "b"u8);
        tree.MakeHardLink("a"u8, "c"u8);
        var status = tree.Status("a"u8);
        var names = new FirstNames();

        Assert.Null(names.Find(status, tree.PathOf("a")));
        Assert.Equal(tree.PathOf("a"), names.Find(status, tree.PathOf("b")));
        Assert.Equal(1, names.Count);
        Assert.Equal(tree.PathOf("a"), names.Find(status, tree.PathOf("c")));
        Assert.Equal(0, names.Count);
    }
}
