using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

public sealed class RestoreOutlookTests
{
    [Theory]
    [InlineData("new", Overwrite.Never, Outlook.Create)]
    [InlineData("no/such/new", Overwrite.Never, Outlook.Create)]
    [InlineData("same", Overwrite.Never, Outlook.Keep)]
    [InlineData("same", Overwrite.IfNewer, Outlook.Keep)]
    [InlineData("same", Overwrite.IfChanged, Outlook.Keep)]
    [InlineData("same", Overwrite.Always, Outlook.Replace)]
    [InlineData("other", Overwrite.Never, Outlook.Keep)]
    [InlineData("other", Overwrite.IfChanged, Outlook.Replace)]
    [InlineData("directory", Overwrite.Always, Outlook.Fail)]
    [InlineData("link/x", Overwrite.Never, Outlook.Fail)]
    [InlineData("link/x", Overwrite.Always, Outlook.Create)]
    [InlineData("same/x", Overwrite.Never, Outlook.Fail)]
    [InlineData("../x", Overwrite.Always, Outlook.Fail)]
    public void Of_a_file(string path, Overwrite overwrite, Outlook outlook)
    {
        using var tree = MakeTree();
        using var foreseen = Into(tree, overwrite);

        Assert.Equal(outlook, foreseen.Of(Restoring.FileAt(path, 3)));
    }

    [Theory]
    [InlineData("new", Overwrite.Never, Outlook.Create)]
    [InlineData("directory", Overwrite.Never, Outlook.Update)]
    [InlineData("same", Overwrite.Never, Outlook.Fail)]
    [InlineData("link", Overwrite.Never, Outlook.Fail)]
    [InlineData("link", Overwrite.IfNewer, Outlook.Replace)]
    public void Of_a_directory(string path, Overwrite overwrite, Outlook outlook)
    {
        using var tree = MakeTree();
        using var foreseen = Into(tree, overwrite);

        Assert.Equal(outlook, foreseen.Of(Restoring.DirectoryAt(path)));
    }

    [Fact]
    public void Of_a_device_that_nobody_asked_for()
    {
        using var tree = MakeTree();
        using var foreseen = Into(tree, Overwrite.Always);

        Assert.Equal(
            Outlook.Fail,
            foreseen.Of(new Entry.Device(UnixPath.FromText("d"), Restoring.Plain, IsBlock: false, 1, 3))
        );
    }

    [Fact]
    public void Knows_what_is_the_entry_itself()
    {
        using var tree = MakeTree();
        using var foreseen = Into(tree, Overwrite.Never);

        Assert.True(foreseen.Has(Restoring.FileAt("same", 3)));
        Assert.False(foreseen.Has(Restoring.FileAt("other", 3)));
        Assert.False(foreseen.Has(Restoring.FileAt("new", 3)));
    }

    [Fact]
    public void A_target_that_is_not_there_yet_is_not_made()
    {
        using var tree = MakeTree();
        var missing = ByteString.FromText($"{tree.Location}/into/it");

        using var foreseen = RestoreOutlook.Open(missing, new RestoreRules());

        Assert.Equal(Outlook.Create, foreseen.Of(Restoring.FileAt("a/b", 3)));
        Assert.False(foreseen.Has(Restoring.FileAt("a/b", 3)));
        Assert.False(tree.Exists("into"u8));
    }

    [Fact]
    public void A_target_that_is_no_directory_is_refused()
    {
        using var tree = MakeTree();
        var file = ByteString.FromText($"{tree.Location}/same");

        Assert.Throws<FileSystemException>(() => RestoreOutlook.Open(file, new RestoreRules()));
    }

    private static TestTree MakeTree()
    {
        var tree = new TestTree();
        tree.MakeFile("same"u8, "old"u8);
        tree.SetMtime("same"u8, Restoring.Plain.Mtime);
        tree.MakeFile("other"u8, "longer"u8);
        tree.SetMtime("other"u8, Restoring.Plain.Mtime);
        tree.MakeDirectory("directory"u8);
        tree.MakeSymlink("directory"u8, "link"u8);
        return tree;
    }

    private static RestoreOutlook Into(TestTree tree, Overwrite overwrite) =>
        RestoreOutlook.Open(tree.Bytes, new RestoreRules { Overwrite = overwrite });
}
