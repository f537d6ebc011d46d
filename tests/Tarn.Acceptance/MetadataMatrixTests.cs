using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// Metadata that needs a file system of its own, or more names than fit elsewhere: what docs/metadata.md says, beyond the
/// trees that other tests share.
/// </summary>
public sealed class MetadataMatrixTests
{
    /// <summary>VFS_CAP_REVISION_3 with CAP_NET_RAW and the user id of a namespace's root (linux/capability.h).</summary>
    private static readonly byte[] NamespacedCapability =
    [
        1,
        0,
        0,
        3,
        0,
        0x20,
        .. new byte[14],
        0xA0,
        0x86,
        1,
        0,
    ];

    [Theory]
    [InlineData("--volume-size 1M")]
    [InlineData("--volume-size 1M --compression gzip --group 128K")]
    public void Times_of_any_year_and_attributes_of_any_size_come_back(string options) =>
        OnFileSystem(
            disk => PrivateMounts.MountMemory(disk, "size=64m,mode=755"),
            disk =>
            {
                var tree = new Tree($"{disk}/source");
                foreach (var seconds in (long[])[-2, 253_402_300_799, 253_402_300_800, 1L << 40])
                {
                    tree.File($"{seconds}").Time($"{seconds}", seconds, 500_000_000);
                    tree.Directory($"{seconds}.d").Time($"{seconds}.d", seconds, 1);
                    tree.Symlink($"{seconds}.l", "nowhere").Time($"{seconds}.l", seconds, 999_999_999);
                }
                tree.File("attributes")
                    .Attribute("attributes", "user.largest", new Noise(1).Bytes(65_536))
                    .Attribute("attributes", "trusted.largest", new Noise(2).Bytes(65_536))
                    .Attribute("attributes", "user.none", [])
                    .Attribute("attributes", "user.binary", [0, 10, 37, 61, 255])
                    .Attribute("attributes", "security.selinux", "system_u:object_r:etc_t:s0\0"u8.ToArray())
                    .Attribute("attributes", "security.capability", NamespacedCapability);
                tree.Finish();
                ComesBack(tree.Root, disk, options);
            }
        );

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("btrfs")]
    public void Everything_comes_back_on_every_file_system(string type)
    {
        Assert.SkipUnless(File.Exists($"/usr/sbin/mkfs.{type}"), $"there is no mkfs.{type}");
        var force = type == "ext4" ? "-F" : "-f";
        // xfs sets room aside behind what is written last, and tells that as data.
        var keeps = type == "xfs" ? Keeps.Everything & ~Keeps.Holes : Keeps.Everything;
        OnFileSystem(
            disk =>
                Tool.Shell(
                        $"truncate -s 3G {disk}.image && mkfs.{type} -q {force} {disk}.image"
                            + $" && mount -o loop {disk}.image {disk}"
                    )
                    .AssertStatus(0),
            disk => ComesBack(ExtendedTree.Make($"{disk}/source", isSmall: true).Root, disk, "", keeps)
        );
    }

    [Theory]
    [InlineData("--volume-size 1M", 3)]
    [InlineData("--volume-size 1G --group 128K", 1)]
    public void A_thousand_names_of_one_inode_come_back_as_one_from_every_reader(
        string options,
        int leastVolumes
    )
    {
        using var temp = new TempDirectory();
        var (tree, noise) = (new Tree(temp.At("source")), new Noise(3));
        tree.File("0", noise.Bytes(300_000), "6711").Owner("0", 12, 34);
        for (var number = 1; number < 1_000; number++)
        {
            tree.HardLink($"{number}", "0");
        }
        for (var number = 100; number < 1_000; number += 100)
        {
            tree.File($"{number} and more", noise.Bytes(300_000));
        }
        tree.Finish();
        var source = Source.Of(tree.Root);
        var archive = Archive.Of(tree.Root, temp.At("store"), options);
        Assert.InRange(archive.Volumes.Count, leastVolumes, int.MaxValue);

        TarnProgram.Restore(archive.Store, temp.Make("into"));

        source.AssertRestored(temp.At("into"));
        Assert.Equal(1_000u, Posix.StatusOf($"{temp.At("into")}{tree.Root}/0").Links);
        foreach (var reader in TarReader.All)
        {
            using var into = new TempDirectory();
            reader.ExtractFrom(archive.AsTar, into.Path);
            source.AssertRestored(into.Path, reader.Keeps, reader.Name);
        }
    }

    /// <summary>Longer than any path that Linux takes in one call.</summary>
    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    public void Paths_as_long_as_PATH_MAX_come_back(int length)
    {
        const string script = """
            import os, sys
            begin, rest, content = sys.argv[1], sys.argv[2], sys.argv[3:]
            directory = os.open(begin, os.O_RDONLY)
            *parents, name = rest.split("/")
            for parent in parents:
                if content:
                    os.mkdir(parent, dir_fd=directory)
                directory = os.open(parent, os.O_RDONLY, dir_fd=directory)
            file = os.open(name, os.O_CREAT | os.O_WRONLY if content else os.O_RDONLY, dir_fd=directory)
            if content:
                os.write(file, content[0].encode())
            else:
                print(os.read(file, 99).decode())
            """;
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.Finish();
        var path = tree.PathOfLength(length, 'p');
        Tool.Shell($"python3 -c '{script}' {tree.Root} {path} content").AssertSilent();
        var archive = Archive.Of(tree.Root, temp.At("store"), "");
        Assert.Equal(length, archive.Paths.Max(each => each.Length - 1));

        TarnProgram.Restore(archive.Store, temp.Make("into"));

        var restored = Tool.Shell($"python3 -c '{script}' {temp.At("into")}{tree.Root} {path}");
        Assert.Equal("content\n", restored.AssertSilent().Text);
    }

    /// <summary>They belong to one kind of file system each, and would keep a restore from finishing its work.</summary>
    [Fact]
    public void Inode_flags_are_no_obstacle_and_are_not_kept()
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.File("immutable", "i"u8).File("append", "a"u8).File("nodump", "n"u8).Directory("kept");
        tree.File("kept/file", "k"u8).Finish();
        var flags = Tool.Shell("chattr +i immutable kept; chattr +a append; chattr +d nodump", tree.Root);
        try
        {
            Assert.SkipUnless(flags is { Status: 0, Errors: "" }, "there are no such flags here");
            var source = Source.Of(tree.Root);
            var archive = Archive.Of(tree.Root, temp.At("store"), "");

            TarnProgram.Restore(archive.Store, temp.Make("into"));

            source.AssertRestored(temp.At("into"));
            var restored = Tool.Shell("lsattr -R . | cut -d ' ' -f 1", temp.At("into") + tree.Root);
            Assert.DoesNotContain(restored.AssertStatus(0).Text, flag => flag is 'i' or 'a' or 'd');
            Assert.Contains('i', Tool.Shell("lsattr immutable", tree.Root).Text.Split(' ')[0]);
        }
        finally
        {
            Tool.Shell("chattr -i immutable kept; chattr -a append", tree.Root);
        }
    }

    private static void ComesBack(string root, string disk, string options, Keeps keeps = Keeps.Everything)
    {
        var source = Source.Of(root);
        var archive = Archive.Of(root, $"{disk}/store", options);

        TarnProgram.Run($"restore {archive.Store} --into {disk}/into --devices").AssertStatus(0);

        source.AssertRestored($"{disk}/into", keeps);
    }

    private static void OnFileSystem(Action<string> mount, Action<string> test) =>
        PrivateMounts.Run(() =>
        {
            using var temp = new TempDirectory();
            var disk = temp.Make("disk");
            mount(disk);
            try
            {
                test(disk);
            }
            finally
            {
                PrivateMounts.Unmount(disk);
            }
        });
}
