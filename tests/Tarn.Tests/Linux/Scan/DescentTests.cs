using System.Text;
using CsCheck;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class DescentTests
{
    private const int Depth = 60;

    [Fact]
    public void With_little_memory_a_scan_finds_the_same() =>
        RandomTree.Steps.Sample(
            steps =>
            {
                using var tree = new TestTree(large: true);
                RandomTree.Grow(tree, steps);
                var memory = new ScanMemory
                {
                    Names = 128,
                    Sorting = 10,
                    FirstNames = 0,
                };

                var found = Summaries(new TreeScanner(null, null, memory).Scan([tree.Root]));

                Assert.Equal(Summaries(new TreeScanner().Scan([tree.Root])), found);
            },
            iter: 20
        );

    [Fact]
    public void What_comes_behind_a_deep_directory_is_found_from_below()
    {
        using var tree = new TestTree();
        var expected = MakeDeep(tree);
        var most = 0;
        var found = new List<string>();
        foreach (var scanned in new TreeScanner().Scan([tree.Root]).Skip(1))
        {
            (scanned as Scanned.Found)?.Content?.Dispose();
            most = Math.Max(most, tree.OpenHandles());
            found.Add(Relative(scanned, tree));
        }
        Assert.Equal(expected, found);
        Assert.InRange(most, 16, 20);
    }

    [Fact]
    public void A_directory_that_was_moved_while_its_contents_were_read_costs_nothing()
    {
        using var tree = new TestTree();
        var expected = MakeDeep(tree);

        var found = ScanAndAtTheBottom(tree, () => Move(tree, Name(10), "elsewhere"));

        Assert.Equal(expected, found.Select(scanned => Relative(scanned, tree)));
    }

    [Fact]
    public void A_directory_that_cannot_be_found_again_is_told_and_the_scan_goes_on_above()
    {
        using var tree = new TestTree();
        var expected = MakeDeep(tree);

        var found = ScanAndAtTheBottom(
            tree,
            () =>
            {
                Move(tree, Name(10), "elsewhere");
                Move(tree, Name(8), "moved");
            }
        );

        var lost = found.OfType<Scanned.Unreadable>().ToList();
        Assert.Equal([$"{Name(9)}", $"{Name(8)}"], lost.Select(each => Relative(each, tree)));
        Assert.All(lost, each => Assert.Equal("find the directory again", each.What));
        string[] missing = [$"{Name(9)}/z", $"{Name(8)}/z"];
        Assert.Equal(
            expected.Except(missing),
            found.OfType<Scanned.Found>().Select(scanned => Relative(scanned, tree))
        );
    }

    [Fact]
    public void Another_directory_in_its_place_is_not_taken_for_it()
    {
        using var tree = new TestTree();
        MakeDeep(tree);

        var found = ScanAndAtTheBottom(
            tree,
            () =>
            {
                Move(tree, Name(10), "elsewhere");
                Move(tree, Name(9), "moved");
                Directory.CreateDirectory(Path.Combine(tree.Location, Name(9)));
            }
        );

        var lost = Assert.Single(found.OfType<Scanned.Unreadable>());
        Assert.Equal((Name(9), Errno.ESTALE), (Relative(lost, tree), lost.Errno));
    }

    [Fact]
    public void A_name_too_long_for_an_archive_is_told_and_not_entered()
    {
        using var tree = new TestTree(large: true);
        var here = FileCalls.Open(tree.Handle, "."u8, OpenFlags.Path, 0, out _)!;
        var name = new byte[255];
        name.AsSpan().Fill((byte)'n');
        // 511 names of 255 bytes with a slash each are 130,816 bytes; less than 131,072 leaves room for no further one.
        for (var level = 0; level < 515; level++)
        {
            TestTree.Check(DirectoryCalls.Make(here, name, 0x1C0));
            var next = FileCalls.Open(here, name, OpenFlags.Path, 0, out _)!;
            here.Dispose();
            here = next;
        }
        here.Dispose();

        var found = Snapshot.Scan(tree.Root);

        var trouble = Assert.IsType<Scanned.Unreadable>(found[^1]);
        Assert.Equal(Errno.ENAMETOOLONG, trouble.Errno);
        Assert.All(found.SkipLast(1), each => Assert.InRange(each.Path.Length, 1, (128 << 10) - 1));
        Assert.Equal(found[^2].Path.Length + 256, trouble.Path.Length);
    }

    /// <summary>A chain of directories d, each with files a and z beside the next; the names in the order of a scan.</summary>
    private static List<string> MakeDeep(TestTree tree)
    {
        var found = new List<string>();
        for (var level = 0; level <= Depth; level++)
        {
            var prefix = level == 0 ? "" : $"{Name(level)}/";
            tree.MakeFile(Encoding.ASCII.GetBytes($"{prefix}a"));
            tree.MakeFile(Encoding.ASCII.GetBytes($"{prefix}z"));
            tree.MakeDirectory(Encoding.ASCII.GetBytes(Name(level + 1)));
            found.Insert(level * 2, $"{prefix}a");
            found.Insert((level * 2) + 1, Name(level + 1));
            found.Insert((level * 2) + 2, $"{prefix}z");
        }
        return found;
    }

    private static string Name(int level) => string.Join('/', Enumerable.Repeat("d", level));

    private static void Move(TestTree tree, string from, string to) =>
        Directory.Move(Path.Combine(tree.Location, from), Path.Combine(tree.Location, to));

    private static List<Scanned> ScanAndAtTheBottom(TestTree tree, Action change)
    {
        var found = new List<Scanned>();
        foreach (var scanned in new TreeScanner().Scan([tree.Root]).Skip(1))
        {
            (scanned as Scanned.Found)?.Content?.Dispose();
            found.Add(scanned);
            if (Relative(scanned, tree) == $"{Name(Depth)}/a")
            {
                change();
            }
        }
        return found;
    }

    private static string Relative(Scanned scanned, TestTree tree) =>
        scanned.Path.ToString()[(tree.Root.Length + 1)..];

    private static List<string> Summaries(IEnumerable<Scanned> scan)
    {
        var all = new List<string>();
        foreach (var scanned in scan)
        {
            (scanned as Scanned.Found)?.Content?.Dispose();
            all.Add(scanned is Scanned.Found { Entry: var entry } ? entry.ToString() : scanned.ToString());
        }
        return all;
    }
}
