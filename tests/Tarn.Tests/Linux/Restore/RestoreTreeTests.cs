using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

public sealed class RestoreTreeTests
{
    [Fact]
    public void The_target_is_made_with_its_ancestors()
    {
        using var tree = new TestTree();
        var target = ByteString.FromText($"{tree.Location}/new//deep/target/");

        using (var restore = RestoreTree.Open(target, new RestoreRules()))
        {
            restore.Put("f", "1"u8);
        }

        Assert.Equal("1", tree.Read("new/deep/target/f"));
    }

    [Fact]
    public void A_target_that_is_a_file_is_refused()
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8);

        var failure = Assert.Throws<FileSystemException>(() =>
            RestoreTree.Open(ByteString.FromText($"{tree.Location}/f"), new RestoreRules())
        );

        Assert.Equal(Errno.ENOTDIR, failure.Errno);
    }

    [Fact]
    public void A_directory_is_private_until_it_is_left_and_has_its_time_after_its_children()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        var directory = Restoring.DirectoryAt("a/d");

        restore.EnterDirectory(directory);
        restore.Put("a/d/f", "1"u8);
        Assert.Equal(0x1C0, tree.Status("a/d"u8).Mode);
        Assert.Equal(0x1ED, tree.Status("a"u8).Mode);
        restore.LeaveDirectory(directory);

        Assert.Equal(
            (0x1ED, directory.Metadata.Mtime),
            (tree.Status("a/d"u8).Mode, tree.Status("a/d"u8).Mtime)
        );
        Assert.Throws<InvalidOperationException>(() => restore.LeaveDirectory(directory));
    }

    [Fact]
    public void A_directory_that_exists_is_used_and_gets_the_metadata()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        using var user = new OrdinaryUser();
        tree.MakeDirectory("d"u8);
        tree.MakeFile("d/old"u8, "old"u8);
        tree.SetMode("d"u8, 0x16D); // 0555: not even its owner writes
        var rules = new RestoreRules { SameOwner = false };
        using var restore = RestoreTree.Open(tree.Bytes, rules);

        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        restore.Put("d/new", "new"u8);
        restore.LeaveDirectory(Restoring.DirectoryAt("d"));

        Assert.Equal(["new", "old"], tree.Names("d"));
        Assert.Equal(0x1ED, tree.Status("d"u8).Mode);
    }

    [Fact]
    public void Owners_go_by_name_where_it_is_known()
    {
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root gives files away");
        using var tree = new TestTree();
        var root = ByteString.FromText("root");
        var metadata = Restoring.Plain with { UserId = 12345, GroupId = 23456, UserName = root };
        var file = Restoring.FileAt("f", 0) with { Metadata = metadata };

        using (var byName = Restoring.Into(tree))
        {
            byName.Put(file, default);
        }
        Assert.Equal((0u, 23456u), (tree.Status("f"u8).UserId, tree.Status("f"u8).GroupId));

        using var byNumber = RestoreTree.Open(
            tree.Bytes,
            new RestoreRules { NumericOwner = true, Overwrite = Overwrite.Always }
        );
        byNumber.Put(file, default);
        Assert.Equal(12345u, tree.Status("f"u8).UserId);
    }

    [Fact]
    public void Set_id_bits_come_only_with_the_owner()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        var file = Restoring.FileAt("f", 0) with { Metadata = Restoring.Plain with { Mode = 0xFED } };
        using (new OrdinaryUser())
        {
            using var modest = RestoreTree.Open(tree.Bytes, new RestoreRules { SameOwner = false });
            Assert.Equal(new Placement(Withheld: "its set-id bits"), modest.Put(file, default));
            using var eager = RestoreTree.Open(tree.Bytes, new RestoreRules { SameOwner = true });
            var other = file with { Path = UnixPath.FromText("g") };
            Assert.StartsWith("its owner (", eager.Put(other, default).Refused);
        }

        Assert.Equal(0x3ED, tree.Status("f"u8).Mode);
        Assert.Equal(0x3ED, tree.Status("g"u8).Mode);
    }

    [Fact]
    public void No_one_is_the_owner_of_the_number_that_means_unchanged()
    {
        using var tree = new TestTree();
        var metadata = Restoring.Plain with { UserId = uint.MaxValue, Mode = 0x9ED };
        using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules { SameOwner = true });

        var placement = restore.Put(Restoring.FileAt("f", 0) with { Metadata = metadata }, default);

        Assert.StartsWith("its owner (", placement.Refused);
        Assert.Equal(0x1ED, tree.Status("f"u8).Mode);
    }

    [Fact]
    public void Pipes_and_links_have_their_mode_and_time()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        var odd = Restoring.Plain with { Mode = 0x1B6, Mtime = new UnixTime(-1_000, 5) };

        restore.MakeFifo(new Entry.Fifo(UnixPath.FromText("p"), odd));
        restore.MakeSymlink(Restoring.SymlinkAt("l", "p") with { Metadata = odd });

        var pipe = tree.Status("p"u8);
        Assert.Equal((FileKind.Fifo, 0x1B6, odd.Mtime), (pipe.Kind, pipe.Mode, pipe.Mtime));
        Assert.Equal((FileKind.Symlink, odd.Mtime), (tree.Status("l"u8).Kind, tree.Status("l"u8).Mtime));
    }

    [Fact]
    public void Devices_are_made_only_if_asked_for()
    {
        using var tree = new TestTree();
        var device = new Entry.Device(
            UnixPath.FromText("d"),
            Restoring.Plain,
            IsBlock: true,
            4_095,
            1_048_575
        );
        using (var restore = Restoring.Into(tree))
        {
            Assert.Equal(
                Errno.EPERM,
                Assert.Throws<FileSystemException>(() => restore.MakeDevice(device)).Errno
            );
        }
        Assert.Empty(tree.Names());
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root makes devices");

        using var asked = RestoreTree.Open(tree.Bytes, new RestoreRules { Devices = true });
        asked.MakeDevice(device);

        var status = tree.Status("d"u8);
        Assert.Equal(
            (FileKind.BlockDevice, 4_095u, 1_048_575u),
            (status.Kind, status.DeviceMajor, status.DeviceMinor)
        );
        Assert.Throws<FileSystemException>(() => asked.MakeDevice(device with { Major = 4_096 }));
    }

    [Fact]
    public void Several_threads_stage_at_once()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);

        Parallel.For(0, 400, number => restore.Put($"d{number % 23}/f{number}", "content"u8));

        var files = Snapshot.Entries(tree.Root).OfType<Entry.File>().ToList();
        Assert.Equal(400, files.Count);
        Assert.All(files, file => Assert.Equal(7, file.Size));
    }

    [Fact]
    public void Times_that_would_mean_now_are_refused()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        var now = Restoring.Plain with { Mtime = new UnixTime(0, (1 << 30) - 1) };

        var failure = Assert.Throws<FileSystemException>(() =>
            restore.Put(Restoring.FileAt("f", 0) with { Metadata = now }, default)
        );

        Assert.Equal((Errno.EINVAL, "f"), (failure.Errno, failure.Path.ToString()));
        Assert.Empty(tree.Names());
    }

    [Fact]
    public void Two_directories_that_became_one_are_both_left()
    {
        using var tree = new TestTree();
        using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules());
        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        restore.EnterDirectory(Restoring.DirectoryAt("d"));

        restore.LeaveDirectory(Restoring.DirectoryAt("d"));
        restore.LeaveDirectory(Restoring.DirectoryAt("d"));

        Assert.Throws<InvalidOperationException>(() => restore.LeaveDirectory(Restoring.DirectoryAt("d")));
    }

    [Fact]
    public void A_file_is_the_stored_one_if_size_and_time_are()
    {
        using var tree = new TestTree();
        using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules());
        restore.Put(Restoring.FileAt("f", 3), "abc"u8);

        Assert.True(restore.Has(Restoring.FileAt("f", 3)));
        Assert.False(restore.Has(Restoring.FileAt("f", 4)));
        Assert.False(restore.Has(Restoring.FileAt("g", 3)));
        tree.SetMtime("f"u8, new UnixTime(1, 0));
        Assert.False(restore.Has(Restoring.FileAt("f", 3)));
    }
}
