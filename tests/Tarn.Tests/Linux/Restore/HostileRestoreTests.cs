using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

/// <summary>Names and links that would lead out of the target; each test with openat2 and without.</summary>
public sealed class HostileRestoreTests : IDisposable
{
    private readonly TestTree _tree = new();

    public HostileRestoreTests()
    {
        _tree.MakeDirectory("target"u8);
        _tree.MakeDirectory("outside"u8);
        _tree.MakeFile("outside/victim"u8, "untouched"u8);
        _tree.SetMtime("outside/victim"u8, new UnixTime(1, 0));
        _tree.SetMtime("outside"u8, new UnixTime(1, 0));
    }

    public void Dispose()
    {
        // Whatever was tried: nothing is new out there, and nothing changed.
        var outside = Snapshot.Of(_tree.PathOf("outside"));
        var victim = Assert.Single(outside).Entry;
        Assert.Equal((new UnixTime(1, 0), 0x1A4), (victim.Metadata.Mtime, victim.Metadata.Mode));
        Assert.Equal(
            (new UnixTime(1, 0), 1u),
            (_tree.Status("outside"u8).Mtime, _tree.Status("outside/victim"u8).Links)
        );
        Assert.Equal("untouched", _tree.Read("outside/victim"));
        _tree.Dispose();
    }

    [Theory]
    [InlineData("../outside/new")]
    [InlineData("a/../../outside/new")]
    [InlineData("/etc/new")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\0b")]
    public void Names_that_lead_out_are_refused_in_every_role(string name)
    {
        using var restore = Open();
        var refused = new Action[]
        {
            () => restore.Put(name, default),
            () => restore.WouldKeep(Restoring.FileAt(name, 0)),
            () => restore.EnterDirectory(Restoring.DirectoryAt(name)),
            () => restore.LeaveDirectory(Restoring.DirectoryAt(name)),
            () => restore.MakeSymlink(Restoring.SymlinkAt(name, "x")),
            () => restore.MakeHardLink(Restoring.HardLinkAt(name, "x")),
            () => restore.MakeHardLink(Restoring.HardLinkAt("x", name)),
            () => restore.MakeFifo(new Entry.Fifo(UnixPath.FromText(name), Restoring.Plain)),
            () => restore.MakeDevice(new Entry.Device(UnixPath.FromText(name), Restoring.Plain, false, 1, 3)),
        };

        Assert.All(
            refused,
            action => Assert.Equal(Errno.EINVAL, Assert.Throws<FileSystemException>(action).Errno)
        );
        Assert.Empty(_tree.Names("target"));
    }

    [Theory]
    [InlineData("../outside", true)]
    [InlineData("../outside", false)]
    [InlineData("/", true)]
    [InlineData("/", false)]
    [InlineData("real", true)]
    [InlineData("real", false)]
    public void A_symbolic_link_in_the_path_is_not_followed(string target, bool linuxChecks)
    {
        using var restore = Open(linuxChecks: linuxChecks);
        restore.EnterDirectory(Restoring.DirectoryAt("real"));
        restore.MakeSymlink(Restoring.SymlinkAt("link", target));
        restore.MakeSymlink(Restoring.SymlinkAt("chain", "link"));

        foreach (var way in new[] { "link", "chain", "link/deeper", "real/../link" })
        {
            Assert.Throws<FileSystemException>(() => restore.Put($"{way}/new", default));
            Assert.Throws<FileSystemException>(() =>
                restore.EnterDirectory(Restoring.DirectoryAt($"{way}/new"))
            );
            Assert.Throws<FileSystemException>(() =>
                restore.MakeSymlink(Restoring.SymlinkAt($"{way}/new", "x"))
            );
            Assert.Throws<FileSystemException>(() =>
                restore.MakeHardLink(Restoring.HardLinkAt("new", $"{way}/victim"))
            );
        }
        Assert.Empty(_tree.Names("target/real"));
    }

    [Theory]
    [InlineData(Overwrite.Never)]
    [InlineData(Overwrite.Always)]
    public void A_planted_link_at_the_final_name_is_not_written_through(Overwrite rule)
    {
        _tree.MakeSymlink("../outside/victim"u8, "target/f"u8);
        _tree.MakeSymlink("../outside/new"u8, "target/g"u8);
        using var restore = Open(rule);

        var expected = rule == Overwrite.Never ? Placement.KeptExisting : Placement.Placed;
        Assert.Equal(expected, restore.Put("f", "evil"u8));
        Assert.Equal(expected, restore.Put("g", "evil"u8));
    }

    [Fact]
    public void A_planted_link_to_a_directory_is_not_entered_or_dressed()
    {
        _tree.MakeSymlink("../outside"u8, "target/d"u8);
        using var restore = Open();

        Assert.Throws<FileSystemException>(() => restore.EnterDirectory(Restoring.DirectoryAt("d")));
        Assert.Throws<InvalidOperationException>(() => restore.LeaveDirectory(Restoring.DirectoryAt("d")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_swapped_in_for_a_directory_is_neither_written_through_nor_dressed(bool linuxChecks)
    {
        using var restore = Open(linuxChecks: linuxChecks);
        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        restore.EnterDirectory(Restoring.DirectoryAt("d/e"));
        Directory.Delete(Path.Combine(_tree.Location, "target/d"), recursive: true);
        _tree.MakeSymlink("../outside"u8, "target/d"u8);

        Assert.Throws<FileSystemException>(() => restore.Put("d/new", default));
        Assert.Throws<FileSystemException>(() => restore.Put("d/e/new", default));
        Assert.Throws<FileSystemException>(() => restore.Put("d/other/new", default));
        Assert.Throws<FileSystemException>(() => restore.LeaveDirectory(Restoring.DirectoryAt("d")));
    }

    [Fact]
    public void Another_directory_swapped_in_is_not_dressed()
    {
        using var restore = Open();
        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        _tree.MakeDirectory("target/other"u8, 0x1C0);
        Directory.Move(
            Path.Combine(_tree.Location, "target/d"),
            Path.Combine(_tree.Location, "target/moved")
        );
        Directory.Move(
            Path.Combine(_tree.Location, "target/other"),
            Path.Combine(_tree.Location, "target/d")
        );

        var failure = Assert.Throws<FileSystemException>(() =>
            restore.LeaveDirectory(Restoring.DirectoryAt("d"))
        );

        Assert.Equal(Errno.ESTALE, failure.Errno);
        Assert.Equal(0x1C0, _tree.Status("target/d"u8).Mode);
    }

    [Fact]
    public void What_is_above_a_directory_that_was_moved_away_is_not_dressed_in_its_stead()
    {
        using var restore = Open();
        _tree.MakeDirectory("target/other"u8, 0x1C0);
        restore.EnterDirectory(Restoring.DirectoryAt("d"));
        restore.EnterDirectory(Restoring.DirectoryAt("d/e"));
        restore.LeaveDirectory(Restoring.DirectoryAt("d/e"));
        Directory.Move(
            Path.Combine(_tree.Location, "target/d/e"),
            Path.Combine(_tree.Location, "target/other/e")
        );

        restore.LeaveDirectory(Restoring.DirectoryAt("d"));

        Assert.Equal(0x1C0, _tree.Status("target/other"u8).Mode);
        Assert.Equal(Restoring.Plain.Mtime, _tree.Status("target/d"u8).Mtime);
    }

    [Fact]
    public void A_hard_link_to_a_symbolic_link_links_the_link()
    {
        using var restore = Open();
        restore.MakeSymlink(Restoring.SymlinkAt("l", "../outside/victim"));

        restore.MakeHardLink(Restoring.HardLinkAt("m", "l"));

        Assert.Equal(
            (FileKind.Symlink, 2u),
            (_tree.Status("target/m"u8).Kind, _tree.Status("target/m"u8).Links)
        );
    }

    [Fact]
    public void A_link_target_with_a_NUL_is_refused()
    {
        using var restore = Open();

        Assert.Throws<FileSystemException>(() => restore.MakeSymlink(Restoring.SymlinkAt("l", "a\0b")));
    }

    [Fact]
    public void One_bad_entry_does_not_stop_the_next()
    {
        using var restore = Open();
        Assert.Throws<FileSystemException>(() => restore.Put(new string('x', 256), default));

        Assert.Equal(Placement.Placed, restore.Put("f", "1"u8));
        Assert.Equal(["f"], _tree.Names("target"));
    }

    private RestoreTree Open(Overwrite overwrite = Overwrite.Never, bool linuxChecks = true)
    {
        var target = FileCalls.Open(_tree.Handle, "target"u8, OpenFlags.Path, 0, out _)!;
        return new RestoreTree(
            target,
            new RestoreRules { Overwrite = overwrite, Devices = true },
            linuxChecks
        );
    }
}
