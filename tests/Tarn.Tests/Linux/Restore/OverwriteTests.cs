using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

public sealed class OverwriteTests
{
    private static readonly UnixTime Mtime = Restoring.Plain.Mtime;
    private static readonly UnixTime Later = Mtime with { Nanoseconds = Mtime.Nanoseconds + 1 };
    private static readonly UnixTime Earlier = Mtime with { Nanoseconds = Mtime.Nanoseconds - 1 };

    public static TheoryData<Overwrite, UnixTime, string, bool> Cases { get; } =
        new()
        {
            { Overwrite.Never, Earlier, "old", false },
            { Overwrite.IfNewer, Earlier, "old", true },
            { Overwrite.IfNewer, Mtime, "longer", false },
            { Overwrite.IfNewer, Later, "longer", false },
            { Overwrite.IfChanged, Mtime, "old", false },
            { Overwrite.IfChanged, Mtime, "longer", true },
            { Overwrite.IfChanged, Later, "old", true },
            { Overwrite.IfChanged, Earlier, "old", true },
            { Overwrite.Always, Mtime, "old", true },
            { Overwrite.Always, Later, "old", true },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_existing_file_stays_or_goes(Overwrite rule, UnixTime mtime, string content, bool goes)
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8, System.Text.Encoding.UTF8.GetBytes(content));
        tree.SetMtime("f"u8, mtime);
        using var restore = Restoring.Into(tree, rule);

        Assert.Equal(!goes, restore.WouldKeep(Restoring.FileAt("f", 3)));
        Assert.Equal(goes ? Placement.Placed : Placement.KeptExisting, restore.Put("f", "new"u8));

        Assert.Equal(goes ? "new" : content, tree.Read("f"));
        Assert.Equal(["f"], tree.Names());
    }

    [Theory]
    [InlineData(Overwrite.Never)]
    [InlineData(Overwrite.IfNewer)]
    [InlineData(Overwrite.IfChanged)]
    [InlineData(Overwrite.Always)]
    public void A_directory_in_the_way_of_a_file_is_never_removed(Overwrite rule)
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        using var restore = Restoring.Into(tree, rule);

        Assert.False(restore.WouldKeep(Restoring.FileAt("d", 3)));
        var failure = Assert.Throws<FileSystemException>(() => restore.Put("d", "new"u8));
        Assert.Throws<FileSystemException>(() => restore.MakeSymlink(Restoring.SymlinkAt("d", "x")));

        Assert.Equal(Errno.EISDIR, failure.Errno);
        Assert.Equal(["d"], tree.Names());
    }

    [Theory]
    [InlineData("file")]
    [InlineData("link to a directory")]
    public void Something_else_in_the_way_of_a_directory_goes_unless_nothing_may(string what)
    {
        using var tree = new TestTree();
        tree.MakeDirectory("real"u8);
        if (what == "file")
        {
            tree.MakeFile("d"u8);
        }
        else
        {
            tree.MakeSymlink("real"u8, "d"u8);
        }
        using (var careful = Restoring.Into(tree))
        {
            Assert.Throws<FileSystemException>(() => careful.EnterDirectory(Restoring.DirectoryAt("d")));
        }

        using var restore = Restoring.Into(tree, Overwrite.IfChanged);
        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        restore.Put("d/f", "1"u8);

        Assert.Equal(FileKind.Directory, tree.Status("d"u8).Kind);
        Assert.Empty(tree.Names("real"));
    }

    [Fact]
    public void Links_and_pipes_follow_the_rules_too()
    {
        using var tree = new TestTree();
        tree.MakeFile("l"u8, "old"u8);
        tree.MakeFile("p"u8, "old"u8);
        var pipe = new Entry.Fifo(UnixPath.FromText("p"), Restoring.Plain);
        using (var careful = Restoring.Into(tree))
        {
            Assert.Equal(Placement.KeptExisting, careful.MakeSymlink(Restoring.SymlinkAt("l", "x")));
            Assert.Equal(Placement.KeptExisting, careful.MakeFifo(pipe));
        }
        using var restore = Restoring.Into(tree, Overwrite.IfChanged);

        Assert.Equal(Placement.Placed, restore.MakeSymlink(Restoring.SymlinkAt("l", "x")));
        Assert.Equal(Placement.Placed, restore.MakeFifo(pipe));
        Assert.Equal(Placement.KeptExisting, restore.MakeSymlink(Restoring.SymlinkAt("l", "y")));
        Assert.Equal(Placement.KeptExisting, restore.MakeFifo(pipe));

        Assert.Equal(["l", "p"], tree.Names());
    }

    [Theory]
    [InlineData(Overwrite.IfChanged)]
    [InlineData(Overwrite.Always)]
    public void A_further_name_that_is_there_already_stays(Overwrite rule)
    {
        using var tree = new TestTree();
        tree.MakeFile("a"u8);
        tree.SetMtime("a"u8, Restoring.Plain.Mtime);
        tree.MakeHardLink("a"u8, "b"u8);
        tree.MakeFile("c"u8, "other"u8);
        using var restore = Restoring.Into(tree, rule);

        Assert.Equal(Placement.Placed, restore.MakeHardLink(Restoring.HardLinkAt("b", "a")));
        Assert.Equal(Placement.Placed, restore.MakeHardLink(Restoring.HardLinkAt("c", "a")));

        Assert.Equal(["a", "b", "c"], tree.Names());
        Assert.Equal(3u, tree.Status("c"u8).Links);
    }
}
