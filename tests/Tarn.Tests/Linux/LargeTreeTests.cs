using Microsoft.Win32.SafeHandles;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Restore;
using Tarn.Linux.Scan;
using Tarn.Linux.Spill;
using Xunit;

namespace Tarn.Tests.Linux;

public sealed class LargeTreeTests
{
    [Theory]
    [InlineData(2000, 1)]
    [InlineData(60, 255)]
    public void No_depth_or_length_of_path_is_too_much(int depth, int nameLength)
    {
        using var source = new TestTree();
        using var target = new TestTree();
        var name = new byte[nameLength];
        name.AsSpan().Fill((byte)'d');
        MakeDeep(source, name, depth);

        using (var restore = RestoreTree.Open(target.Bytes, new RestoreRules()))
        {
            restore.PutAll(new TreeScanner().Scan([source.Root]), source.Location.Split('/').Length - 2);
        }

        var expected = Snapshot.Of(source.Root);
        Assert.Equal(depth + 1, expected.Count);
        Assert.Equal(expected, Snapshot.Of(target.PathOf(source.Root.Name)));
        var deepest = expected[^1].Entry.Path;
        var again = new TreeScanner().Scan([source.PathOf(deepest.Span)]);
        Assert.Equal("deep"u8, Snapshot.ReadAll(Assert.IsType<Scanned.Found>(Assert.Single(again)).Content!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_ancestors_are_made_at_any_depth(bool linuxChecks)
    {
        using var tree = new TestTree();
        var directory = string.Join('/', Enumerable.Repeat(new string('x', 200), 50));
        var root = DirectoryPath.Open(tree.Bytes.Span, OpenFlags.Path, out _)!;
        using var restore = new RestoreTree(root, new RestoreRules(), linuxChecks);

        Assert.Equal(Placement.Placed, restore.Put($"{directory}/f", "1"u8));
        restore.EnterDirectory(Restoring.DirectoryAt(directory));
        Assert.Equal(Placement.Placed, restore.MakeHardLink(Restoring.HardLinkAt("g", $"{directory}/f")));
        restore.LeaveDirectory(Restoring.DirectoryAt(directory));

        Assert.Equal("1", tree.Read("g"));
        Assert.Equal(Restoring.Plain.Mtime, Snapshot.Entries(tree.PathOf(directory))[0].Metadata.Mtime);
    }

    [Fact]
    public void A_directory_of_50_000_names_costs_little()
    {
        using var tree = new TestTree(large: true);
        for (var number = 0; number < 50_000; number++)
        {
            tree.MakeFifo(System.Text.Encoding.ASCII.GetBytes($"a file {number * 7919L:D10}"));
        }
        using var directory = DirectoryPath.Open(tree.Bytes.Span, OpenFlags.ReadOnly, out _)!;
        using var reader = new DirectoryReader();
        using var names = new SpillStack(2 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(0, reader.ReadNames(directory, names));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal("a file 0000000000"u8, names.Pop());
        // Twice 19 bytes a name with its end, and 4 for the number of each; arrays that double add up to four times.
        Assert.InRange(allocated, 0, 4 * 50_000 * (19 + 19 + 4));
        Assert.Equal(50_001, Snapshot.Scan(tree.Root).Count);
    }

    private static void MakeDeep(TestTree tree, byte[] name, int depth)
    {
        SafeFileHandle here = FileCalls.Open(tree.Handle, "."u8, OpenFlags.Path, 0, out _)!;
        for (var level = 0; level < depth; level++)
        {
            TestTree.Check(DirectoryCalls.Make(here, name, 0x1C0));
            var next = FileCalls.Open(here, name, OpenFlags.Path, 0, out _)!;
            here.Dispose();
            here = next;
        }
        var flags = OpenFlags.WriteOnly | OpenFlags.Create;
        using var file = FileCalls.Open(here, "file"u8, flags, 0x180, out _)!;
        TestTree.Check(FileCalls.WriteAll(file, 0, "deep"u8));
        here.Dispose();
    }
}
