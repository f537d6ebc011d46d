using System.Net.Sockets;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class TreeScannerTests
{
    [Fact]
    public void Names_are_bytes_of_any_kind()
    {
        using var tree = new TestTree();
        byte[][] names =
        [
            "-rf"u8.ToArray(),
            "a\nb"u8.ToArray(),
            [0xFF, 0xFE],
            [.. Enumerable.Repeat((byte)'x', 255)],
        ];
        foreach (var name in names)
        {
            tree.MakeFile(name, name);
        }

        var found = new TreeScanner().Scan([tree.Root]).Cast<Scanned.Found>().Skip(1).ToList();

        Assert.Equal(names.Select(name => tree.PathOf(name)).Order(), found.Select(one => one.Entry.Path));
        Assert.All(found, one => Assert.Equal(one.Entry.Path.Name, Snapshot.ReadAll(one.Content!)));
    }

    [Fact]
    public void Every_kind_is_told_with_its_metadata()
    {
        using var tree = new TestTree();
        tree.MakeFile("file"u8, "hello"u8);
        tree.MakeDirectory("dir"u8);
        byte[] target = [(byte)'/', 0xFF, (byte)'\n'];
        tree.MakeSymlink(target, "link"u8);
        tree.MakeFifo("pipe"u8);
        tree.SetMode("file"u8, 0xFFF);
        tree.SetMtime("link"u8, new UnixTime(-1, 999_999_999));
        tree.SetMtime("file"u8, new UnixTime(1_700_000_000, 123_456_789));

        var entries = Snapshot
            .Entries(tree.Root)
            .ToDictionary(entry => entry.Path.ToString()[tree.Root.Length..], StringComparer.Ordinal);

        Assert.IsType<Entry.Directory>(entries[""]);
        Assert.IsType<Entry.Directory>(entries["/dir"]);
        Assert.IsType<Entry.Fifo>(entries["/pipe"]);
        var file = Assert.IsType<Entry.File>(entries["/file"]);
        Assert.Equal((5L, 0xFFF), (file.Size, file.Metadata.Mode));
        Assert.Equal(new UnixTime(1_700_000_000, 123_456_789), file.Metadata.Mtime);
        var link = Assert.IsType<Entry.Symlink>(entries["/link"]);
        Assert.Equal(target, link.Target.Span);
        Assert.Equal(new UnixTime(-1, 999_999_999), link.Metadata.Mtime);
    }

    [Fact]
    public void Owners_have_numbers_and_names()
    {
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root gives files away");
        using var tree = new TestTree();
        tree.MakeFile("mine"u8);
        tree.MakeFile("strange"u8);
        tree.SetOwner("strange"u8, 4_000_000_001, 4_000_000_002);

        var entries = Snapshot.Entries(tree.Root);

        var (mine, strange) = (entries[1].Metadata, entries[2].Metadata);
        Assert.Equal(
            (0u, "root", 0u, "root"),
            (mine.UserId, $"{mine.UserName}", mine.GroupId, $"{mine.GroupName}")
        );
        Assert.Equal((4_000_000_001, 4_000_000_002), (strange.UserId, strange.GroupId));
        Assert.True(strange.UserName.IsEmpty && strange.GroupName.IsEmpty);
    }

    [Fact]
    public void Devices_are_entries_with_numbers()
    {
        var null0 = Assert.IsType<Entry.Device>(
            Assert.Single(Snapshot.Entries(UnixPath.FromText("dev/null")))
        );

        Assert.Equal((false, 1u, 3u), (null0.IsBlock, null0.Major, null0.Minor));
    }

    [Fact]
    public void Sockets_are_skipped_with_a_reason()
    {
        using var tree = new TestTree();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(tree.Location, "socket")));

        var skipped = Assert.IsType<Scanned.Skipped>(Snapshot.Scan(tree.Root)[1]);

        Assert.Equal(tree.PathOf("socket"), skipped.Path);
        Assert.NotEmpty(skipped.Why);
    }

    [Fact]
    public void Symbolic_links_are_never_followed()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeSymlink(".."u8, "a/up"u8);
        tree.MakeSymlink("loop"u8, "loop"u8);
        tree.MakeSymlink("a"u8, "to-a"u8);

        Assert.Equal(["a", "a/up", "loop", "to-a"], Snapshot.Paths(tree));
        Assert.IsType<Entry.Symlink>(Assert.Single(Snapshot.Entries(tree.PathOf("to-a"))));
    }

    [Fact]
    public void A_directory_comes_right_before_its_contents()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("a"u8);
        tree.MakeFile("a/x"u8);
        tree.MakeFile("a!"u8);
        tree.MakeFile("a.txt"u8);
        tree.MakeFile("A"u8);

        Assert.Equal(["A", "a", "a/x", "a!", "a.txt"], Snapshot.Paths(tree));
    }

    [Fact]
    public void Overlapping_roots_are_listed_once_and_sorted()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("b"u8);
        tree.MakeDirectory("b/c"u8);
        tree.MakeFile("b/c/f"u8);
        tree.MakeFile("a"u8);
        tree.MakeFile("b!"u8);

        var entries = Snapshot.Entries(PathsOf(tree, "b! b/c b a b/c/f b"));

        Assert.Equal(PathsOf(tree, "a b b/c b/c/f b!"), entries.Select(entry => entry.Path));
    }

    [Fact]
    public void A_missing_root_fails_before_anything_is_listed()
    {
        using var tree = new TestTree();
        UnixPath[] roots = [tree.Root, tree.PathOf("not there")];

        // Not even enumerated.
        var failure = Assert.Throws<FileSystemException>(() => new TreeScanner().Scan(roots));

        Assert.Equal(2, failure.Errno);
        Assert.Equal($"{tree.Location}/not there", failure.Path.ToString());
        Assert.Contains("No such file", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TreeScanner().Scan([UnixPath.FromText("a/../b")]));
    }

    [Fact]
    public void The_empty_root_is_the_contents_of_the_root_directory()
    {
        var first = new TreeScanner().Scan([default, UnixPath.FromText("tmp")]).First();

        var found = Assert.IsType<Scanned.Found>(first);
        Assert.True(found.Entry.Path.Parent.IsEmpty && !found.Entry.Path.IsEmpty);
    }

    [Fact]
    public void A_root_may_lie_behind_symbolic_links()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("real"u8);
        tree.MakeFile("real/f"u8, "content"u8);
        tree.MakeSymlink("real"u8, "link"u8);

        var found = Assert.IsType<Scanned.Found>(
            Assert.Single(new TreeScanner().Scan([tree.PathOf("link/f")]))
        );

        Assert.Equal("content"u8, Snapshot.ReadAll(found.Content!));
    }

    private static UnixPath[] PathsOf(TestTree tree, string names) =>
        [.. names.Split(' ').Select(tree.PathOf)];
}
