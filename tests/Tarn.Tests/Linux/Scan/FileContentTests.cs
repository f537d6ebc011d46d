using System.Text;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Native;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class FileContentTests
{
    [Fact]
    public void Can_be_opened_long_after_the_scan()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        tree.MakeFile("d/f"u8, "late"u8);
        var contents = new TreeScanner()
            .Scan([tree.Root])
            .Cast<Scanned.Found>()
            .Select(f => f.Content)
            .OfType<FileContent>();

        var content = Assert.Single(contents.ToList());

        Assert.Equal("late"u8, Snapshot.ReadAll(content));
        Assert.Throws<ObjectDisposedException>(content.Open);
        content.Dispose();
    }

    [Fact]
    public void The_directory_is_closed_with_the_last_content()
    {
        using var tree = new TestTree();
        var directory = new SharedDirectory(DirectoryPath.Open(tree.Bytes.Span, OpenFlags.Path, out _)!);
        var file = new Entry.File(tree.PathOf("f"), new(0, 0, 0, default, default, default), 0);
        var contents = new[]
        {
            new FileContent(directory, tree.Root.Length + 1, file, default),
            new FileContent(directory, tree.Root.Length + 1, file, default),
        };
        directory.Release();

        contents[0].Dispose();
        contents[0].Dispose();
        Assert.False(directory.Handle.IsClosed);
        contents[1].Dispose();
        Assert.True(directory.Handle.IsClosed);
    }

    [Fact]
    public void However_many_wait_to_be_read_few_directories_are_open()
    {
        using var tree = new TestTree();
        for (var number = 0; number < 300; number++)
        {
            tree.MakeDirectory(Encoding.ASCII.GetBytes($"{number}"));
            tree.MakeFile(Encoding.ASCII.GetBytes($"{number}/f"), "content"u8);
        }
        var contents = new TreeScanner()
            .Scan([tree.Root])
            .Cast<Scanned.Found>()
            .Select(found => found.Content)
            .OfType<FileContent>()
            .ToList();

        Assert.Equal(300, contents.Count);
        Assert.InRange(tree.OpenHandles(), 32, 80);
        Assert.All(contents, content => Assert.Equal("content"u8, Snapshot.ReadAll(content)));
    }

    [Fact]
    public void A_file_is_not_looked_for_through_a_symbolic_link()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        tree.MakeFile("d/f"u8);
        var identity = tree.Status("d/f"u8).Identity;
        var file = new Entry.File(tree.PathOf("d/f"), new(0, 0, 0, default, default, default), 0);
        var directory = new SharedDirectory(DirectoryPath.Open(tree.Bytes.Span, OpenFlags.Path, out _)!);
        using var content = new FileContent(directory, tree.Root.Length + 1, file, identity);
        directory.Release();
        content.Open().Dispose();

        Directory.Move($"{tree.Location}/d", $"{tree.Location}/e");
        tree.MakeSymlink("e"u8, "d"u8);

        Assert.Equal(Errno.ESTALE, Assert.Throws<FileSystemException>(content.Open).Errno);
    }

    [Fact]
    public void A_file_that_was_removed_says_so()
    {
        using var tree = new TestTree();
        using var content = ContentOfF(tree);
        tree.Remove("f"u8);

        Assert.Equal(2, Assert.Throws<FileSystemException>(content.Open).Errno);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("symlink")]
    [InlineData("fifo")]
    public void A_file_that_was_replaced_is_not_read(string by)
    {
        using var tree = new TestTree();
        using var content = ContentOfF(tree);
        tree.MakeFile("other"u8, "other"u8);
        tree.Remove("f"u8);
        switch (by)
        {
            case "file":
                tree.MakeHardLink("other"u8, "f"u8);
                break;
            case "symlink":
                tree.MakeSymlink("other"u8, "f"u8);
                break;
            default:
                tree.MakeFifo("f"u8);
                break;
        }

        var failure = Assert.Throws<FileSystemException>(content.Open);

        Assert.Equal(Errno.ESTALE, failure.Errno);
        Assert.Contains("taken its place", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_while_reading_is_noticed_even_if_the_mtime_is_set_back()
    {
        using var tree = new TestTree();
        using var content = ContentOfF(tree);
        using var reader = content.Open();
        Assert.False(reader.HasChanged());
        var mtime = tree.Status("f"u8).Mtime;

        tree.MakeFile("f"u8, "CONTENT"u8);
        tree.SetMtime("f"u8, mtime);

        Assert.True(reader.HasChanged());
    }

    [Fact]
    public void A_message_shows_no_control_characters()
    {
        using var tree = new TestTree();
        tree.MakeFile("\e[31m\n"u8);
        using var content = new TreeScanner().Scan([tree.Root]).Cast<Scanned.Found>().Last().Content!;
        tree.Remove("\e[31m\n"u8);

        var message = Assert.Throws<FileSystemException>(content.Open).Message;

        Assert.Contains(@"\x1b[31m\x0a", message, StringComparison.Ordinal);
    }

    private static FileContent ContentOfF(TestTree tree)
    {
        tree.MakeFile("f"u8, "content"u8);
        return new TreeScanner().Scan([tree.PathOf("f")]).Cast<Scanned.Found>().Single().Content!;
    }
}
