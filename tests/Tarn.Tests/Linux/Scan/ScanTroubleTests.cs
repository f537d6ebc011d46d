using Tarn.Format.Model;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class ScanTroubleTests
{
    [Fact]
    public void What_vanishes_during_the_scan_is_told_and_the_scan_goes_on()
    {
        using var tree = new TestTree();
        tree.MakeFile("a"u8);
        tree.MakeFile("b"u8);
        tree.MakeFile("c"u8);

        var told = new List<Scanned>();
        foreach (var scanned in new TreeScanner().Scan([tree.Root]))
        {
            told.Add(scanned);
            if (scanned is Scanned.Found { Entry.Path: var path } && path == tree.PathOf("a"))
            {
                tree.Remove("b"u8);
            }
        }

        Assert.Equal(4, told.Count);
        var gone = Assert.IsType<Scanned.Unreadable>(told[2]);
        Assert.Equal((tree.PathOf("b"), 2), (gone.Path, gone.Errno));
        Assert.Equal(tree.PathOf("c"), Assert.IsType<Scanned.Found>(told[3]).Entry.Path);
    }

    [Fact]
    public void A_directory_that_cannot_be_read_is_an_entry_and_a_trouble()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        tree.MakeDirectory("closed"u8);
        tree.MakeFile("closed/f"u8);
        tree.MakeFile("next"u8);
        tree.SetMode("closed"u8, 0);
        List<Scanned> told;
        using (new OrdinaryUser())
        {
            told = Snapshot.Scan(tree.Root);
        }
        tree.SetMode("closed"u8, 0x1ED);

        Assert.Equal(4, told.Count);
        Assert.IsType<Entry.Directory>(Assert.IsType<Scanned.Found>(told[1]).Entry);
        Assert.Equal(new Scanned.Unreadable(tree.PathOf("closed"), "open the directory", 13), told[2]);
        Assert.IsType<Entry.File>(Assert.IsType<Scanned.Found>(told[3]).Entry);
    }

    [Fact]
    public void Files_of_others_are_read_although_their_access_time_cannot_be_spared()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        tree.MakeFile("f"u8, "readable"u8);
        using (new OrdinaryUser())
        {
            var found = new TreeScanner().Scan([tree.Root]).Cast<Scanned.Found>().Last();

            Assert.Equal("readable"u8, Snapshot.ReadAll(found.Content!));
        }
    }

    [Fact]
    public void A_directory_that_gives_way_to_a_symbolic_link_is_not_followed()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        tree.MakeDirectory("secret"u8);
        tree.MakeFile("secret/f"u8);
        var told = new List<Scanned>();

        foreach (var scanned in new TreeScanner().Scan([tree.PathOf("d")]))
        {
            told.Add(scanned);
            Directory.Delete(Path.Combine(tree.Location, "d"));
            tree.MakeSymlink("secret"u8, "d"u8);
        }

        Assert.Equal(2, told.Count);
        Assert.IsType<Scanned.Unreadable>(told[1]);
    }
}
