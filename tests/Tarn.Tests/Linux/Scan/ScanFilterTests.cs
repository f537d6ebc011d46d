using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Scan;
using Tarn.Tests.Format.Filters;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class ScanFilterTests
{
    private const string Signature = "Signature: 8a477f597d28d172789f06886806bc55";

    [Fact]
    public void What_the_rules_exclude_is_left_out_with_all_that_is_in_it()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeDirectory("a/cache"u8);
        tree.MakeFile("a/cache/x"u8);
        tree.MakeFile("a/b.o"u8);
        tree.MakeFile("a/b.txt"u8);

        var told = Scan(tree, new ScanFilters { Rules = Patterns.Rules("- cache/", "- *.o") });

        Assert.Equal(["", "/a", "!/a/b.o", "/a/b.txt", "!/a/cache"], told);
    }

    [Fact]
    public void An_excluded_directory_is_not_opened()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        tree.MakeDirectory("closed"u8);
        tree.SetMode("closed"u8, 0);
        List<string> told;
        using (new OrdinaryUser())
        {
            told = Scan(tree, new ScanFilters { Rules = Patterns.Rules("- closed") });
        }

        Assert.Equal(["", "!/closed"], told);
    }

    [Fact]
    public void An_excluded_name_that_vanishes_is_no_trouble()
    {
        using var tree = new TestTree();
        tree.MakeFile("a"u8);
        tree.MakeFile("b"u8);
        tree.MakeFile("c"u8);
        var rules = new ScanFilters { Rules = Patterns.Rules("- b/", "- c") };

        var told = new List<Scanned>();
        foreach (var scanned in new TreeScanner(leftOut: null, rules).Scan([tree.Root]))
        {
            told.Add(scanned);
            if (told.Count == 2)
            {
                tree.Remove("b"u8);
                tree.Remove("c"u8);
            }
        }

        Assert.Equal(4, told.Count);
        // Whether it was a directory nobody knows any more.
        Assert.All(told.Skip(2), one => Assert.IsType<Scanned.LeftOut>(one));
    }

    [Fact]
    public void A_root_is_asked_about_and_what_is_above_it_is_not()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeDirectory("a/b"u8);
        tree.MakeFile("a/b/c"u8);
        var filters = new ScanFilters { Rules = Patterns.Rules("- a") };
        var scanner = new TreeScanner(leftOut: null, filters);

        Assert.Equal(["/a/b", "/a/b/c"], Scan(tree, filters, "a/b"));
        Assert.Null(scanner.FindExclude(tree.PathOf("a/b")));
        Assert.Equal(["!/a"], Scan(tree, filters, "a"));
        Assert.Equal("a", $"{scanner.FindExclude(tree.PathOf("a"))?.Pattern}");
        Assert.Null(scanner.FindExclude(default));
    }

    [Fact]
    public void The_first_name_of_a_file_is_the_first_that_is_not_left_out()
    {
        using var tree = new TestTree();
        tree.MakeFile("a.tmp"u8, "x"u8);
        tree.MakeHardLink("a.tmp"u8, "b"u8);
        tree.MakeHardLink("a.tmp"u8, "c.tmp"u8);
        tree.MakeHardLink("a.tmp"u8, "d"u8);
        var filters = new ScanFilters { Rules = Patterns.Rules("- *.tmp") };

        var entries = new TreeScanner(leftOut: null, filters)
            .Scan([tree.Root])
            .OfType<Scanned.Found>()
            .Select(found => found.Entry)
            .ToList();

        Assert.Equal(tree.PathOf("b"), Assert.IsType<Entry.File>(entries[1]).Path);
        Assert.Equal(tree.PathOf("b"), Assert.IsType<Entry.HardLink>(entries[2]).Target);
        Assert.Equal(3, entries.Count);
    }

    [Fact]
    public void Of_a_directory_that_says_it_is_a_cache_only_that_file_is_found()
    {
        using var tree = new TestTree();
        MakeTagged(tree, "CACHEDIR.TAG", $"{Signature}\n# more");

        Assert.Equal(
            ["", "/d", "!/d", "/d/CACHEDIR.TAG", "/e"],
            Scan(tree, new ScanFilters { ExcludeCaches = true })
        );
    }

    [Theory]
    [InlineData("signature: 8a477f597d28d172789f06886806bc55")]
    [InlineData(" Signature: 8a477f597d28d172789f06886806bc55")]
    [InlineData("Signature: 8a477f597d28d172789f06886806bc5")]
    [InlineData("")]
    public void A_cache_tag_without_its_signature_says_nothing(string content)
    {
        using var tree = new TestTree();
        MakeTagged(tree, "CACHEDIR.TAG", content);

        Assert.Equal(
            ["", "/d", "/d/CACHEDIR.TAG", "/d/other", "/e"],
            Scan(tree, new ScanFilters { ExcludeCaches = true })
        );
    }

    [Fact]
    public void A_cache_tag_is_a_regular_file()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("link"u8);
        tree.MakeDirectory("pipe"u8);
        tree.MakeFile("tag"u8, System.Text.Encoding.ASCII.GetBytes(Signature));
        tree.MakeSymlink("../tag"u8, "link/CACHEDIR.TAG"u8);
        tree.MakeFile("link/x"u8);
        tree.MakeFifo("pipe/CACHEDIR.TAG"u8);
        tree.MakeFile("pipe/x"u8);

        var told = Scan(tree, new ScanFilters { ExcludeCaches = true });

        Assert.Contains("/link/x", told);
        Assert.Contains("/pipe/x", told);
    }

    [Fact]
    public void Of_a_directory_with_a_tag_only_the_tag_is_found()
    {
        using var tree = new TestTree();
        MakeTagged(tree, ".nobackup", "");

        Assert.Equal(
            ["", "/d", "!/d", "/d/.nobackup", "/e"],
            Scan(
                tree,
                new ScanFilters { Tags = [ByteString.FromText("none"), ByteString.FromText(".nobackup")] }
            )
        );
    }

    [Fact]
    public void Rules_hold_for_a_tag_as_well()
    {
        using var tree = new TestTree();
        MakeTagged(tree, ".nobackup", "");
        var filters = new ScanFilters
        {
            Tags = [ByteString.FromText(".nobackup")],
            Rules = Patterns.Rules("- .nobackup"),
        };

        Assert.Equal(["", "/d", "!/d", "!/d/.nobackup", "/e"], Scan(tree, filters));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void A_tag_is_a_name(string tag) =>
        Assert.Throws<ArgumentException>(() => new ScanFilters { Tags = [ByteString.FromText(tag)] });

    [Fact]
    public void A_file_system_that_is_no_roots_is_not_entered()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "there is no /proc");
        var filters = new ScanFilters { OneFileSystem = true };
        var root = UnixPath.FromText("proc");

        // Asked for beside the root directory, it is entered: the first of its entries are enough.
        var alone = new TreeScanner(leftOut: null, new ScanFilters { OneFileSystem = true, Rules = OnlyTop })
            .Scan([default])
            .Where(one => one.Path.IsWithin(root));
        var asked = new TreeScanner(leftOut: null, filters with { Rules = OnlyTop })
            .Scan([default, root])
            .Where(one => one.Path.IsWithin(root));

        Assert.Collection(
            alone,
            one => Assert.IsType<Entry.Directory>(Assert.IsType<Scanned.Found>(one).Entry),
            one => Assert.IsType<Scanned.LeftOut>(one)
        );
        Assert.Contains(asked, one => one.Path == UnixPath.FromText("proc/version"));
    }

    /// <summary>The root directory, /proc, and what is right in it.</summary>
    private static Tarn.Format.Filters.FilterRules OnlyTop =>
        Patterns.Rules("+ /proc", "+ /proc/version", "- *");

    private static void MakeTagged(TestTree tree, string tag, string content)
    {
        tree.MakeDirectory("d"u8);
        tree.MakeFile(
            System.Text.Encoding.ASCII.GetBytes($"d/{tag}"),
            System.Text.Encoding.ASCII.GetBytes(content)
        );
        tree.MakeFile("d/other"u8);
        tree.MakeFile("e"u8);
    }

    /// <summary>Paths beneath the tree as the scan tells them; those it leaves out with a mark.</summary>
    private static List<string> Scan(TestTree tree, ScanFilters filters, string? root = null)
    {
        var told = new List<string>();
        foreach (
            var one in new TreeScanner(leftOut: null, filters).Scan([
                root is null ? tree.Root : tree.PathOf(root),
            ])
        )
        {
            (one as Scanned.Found)?.Content?.Dispose();
            Assert.IsNotType<Scanned.Unreadable>(one);
            told.Add((one is Scanned.LeftOut ? "!" : "") + one.Path.ToString()[tree.Root.Length..]);
        }
        return told;
    }
}
