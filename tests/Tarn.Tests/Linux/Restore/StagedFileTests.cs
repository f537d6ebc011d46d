using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

public sealed class StagedFileTests
{
    [Fact]
    public void Is_hidden_and_private_until_it_is_published()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        using var staged = restore.Stage(Restoring.FileAt("f", 6));
        staged.Write("abc"u8);
        staged.Write("def"u8);

        var name = Assert.Single(tree.Names());
        Assert.StartsWith(".", name, StringComparison.Ordinal);
        Assert.Equal(0x180, tree.Status(System.Text.Encoding.UTF8.GetBytes(name)).Mode);
        Assert.Equal(Placement.Placed, staged.Publish());

        Assert.Equal(["f"], tree.Names());
        Assert.Equal("abcdef", tree.Read("f"));
        Assert.Equal((0x1A4, Restoring.Plain.Mtime), (tree.Status("f"u8).Mode, tree.Status("f"u8).Mtime));
    }

    [Fact]
    public void Leaves_nothing_when_it_is_not_published()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        var staged = restore.Stage(Restoring.FileAt("f", 3));
        staged.Write("abc"u8);

        staged.Dispose();
        staged.Dispose();

        Assert.Empty(tree.Names());
    }

    [Fact]
    public void Has_exactly_the_size_of_its_entry()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        using var staged = restore.Stage(Restoring.FileAt("f", 3));
        staged.Write("ab"u8);

        Assert.Throws<InvalidOperationException>(() => staged.Publish());
        Assert.Throws<InvalidOperationException>(() => staged.Write("cd"u8));
        staged.Write("c"u8);
        Assert.Equal(Placement.Placed, staged.Publish());
    }

    [Fact]
    public void May_be_disposed_after_the_tree()
    {
        using var tree = new TestTree();
        var restore = Restoring.Into(tree);
        using (restore.Stage(Restoring.FileAt("d/f", 3)))
        {
            restore.Dispose();
        }

        Assert.Empty(tree.Names("d"));
    }

    [Fact]
    public void Finds_a_free_name_among_leftovers()
    {
        using var tree = new TestTree();
        tree.MakeFile(System.Text.Encoding.UTF8.GetBytes($".tarn-{Environment.ProcessId}-1"), "left over"u8);
        using var restore = Restoring.Into(tree);

        Assert.Equal(Placement.Placed, restore.Put("f", "1"u8));
        Assert.Equal("left over", tree.Read($".tarn-{Environment.ProcessId}-1"));
    }
}
