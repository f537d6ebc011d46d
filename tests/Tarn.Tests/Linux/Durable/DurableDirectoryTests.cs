using Tarn.Format.Bytes;
using Tarn.Linux;
using Tarn.Linux.Durable;
using Xunit;

namespace Tarn.Tests.Linux.Durable;

public sealed class DurableDirectoryTests : IDisposable
{
    private readonly TestTree _tree = new();
    private readonly DurableDirectory _directory;

    public DurableDirectoryTests() =>
        _directory = DurableDirectory.Open(ByteString.FromText($"{_tree.Location}/a/store"), create: true);

    public void Dispose()
    {
        _directory.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void A_file_is_listed_and_read_once_it_is_published()
    {
        Write(".tmp", "hello"u8);
        Assert.Empty(_directory.List());
        Assert.Equal([new DurableFile(".tmp", 5)], _directory.ListTemporary());

        _directory.Publish(".tmp", "blob");

        Assert.Equal([new DurableFile("blob", 5)], _directory.List());
        Assert.Empty(_directory.ListTemporary());
        using var stream = new FileStream(_directory.OpenRead("blob"), FileAccess.Read);
        Assert.Equal("hello", new StreamReader(stream).ReadToEnd());
        Assert.Equal((0x180, 0x1C0), (_tree.Status("a/store/blob"u8).Mode, _tree.Status("a/store"u8).Mode));
    }

    [Fact]
    public void A_taken_name_is_never_replaced()
    {
        Write(".tmp", "first"u8);
        _directory.Publish(".tmp", "blob");
        Write(".tmp", "second"u8);

        var failure = Assert.Throws<FileSystemException>(() => _directory.Publish(".tmp", "blob"));

        Assert.Equal(Errno.EEXIST, failure.Errno);
        Assert.Equal(
            Errno.EEXIST,
            Assert.Throws<FileSystemException>(() => _directory.CreateTemporary(".tmp")).Errno
        );
        Assert.Equal("first", _tree.Read("a/store/blob"));
        Assert.Equal("second", _tree.Read("a/store/.tmp"));
    }

    [Fact]
    public void What_is_removed_is_gone()
    {
        Write(".tmp", "1"u8);
        _directory.Publish(".tmp", "blob");
        Write(".left", "2"u8);

        _directory.Remove("blob");
        _directory.Remove(".left");

        Assert.Empty(_tree.Names("a/store"));
        Assert.Equal(Errno.ENOENT, Assert.Throws<FileSystemException>(() => _directory.Remove("blob")).Errno);
    }

    [Fact]
    public void Only_regular_files_with_names_of_text_are_listed_in_order()
    {
        _tree.MakeFile("a/store/b"u8, "22"u8);
        _tree.MakeFile("a/store/B"u8);
        _tree.MakeFile("a/store/é"u8);
        _tree.MakeFile([.. "a/store/"u8, 0xFF]);
        _tree.MakeDirectory("a/store/directory"u8);
        _tree.MakeSymlink("b"u8, "a/store/link"u8);
        _tree.MakeFifo("a/store/pipe"u8);

        Assert.Equal([new("B", 0), new("b", 2), new("é", 0)], _directory.List());
        Assert.Throws<FileSystemException>(() => _directory.OpenRead("link"));
        Assert.Throws<FileSystemException>(() => _directory.OpenRead("pipe"));
        Assert.Throws<FileSystemException>(() => _directory.OpenRead("directory"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("a\0")]
    public void Names_that_are_not_those_of_files_are_refused(string name)
    {
        Assert.ThrowsAny<ArgumentException>(() => _directory.OpenRead(name));
        Assert.ThrowsAny<ArgumentException>(() => _directory.Remove(name));
        Assert.ThrowsAny<ArgumentException>(() => _directory.CreateTemporary(name));
        Assert.ThrowsAny<ArgumentException>(() => _directory.Publish(".tmp", name));
        Assert.ThrowsAny<ArgumentException>(() => _directory.Publish(name, "blob"));
    }

    [Fact]
    public void Text_that_has_no_bytes_is_no_name()
    {
        var halfOfAPair = new string('\uD800', 1);

        Assert.ThrowsAny<ArgumentException>(() => _directory.CreateTemporary($".{halfOfAPair}"));
    }

    [Fact]
    public void Temporary_and_final_names_are_told_apart_by_their_dot()
    {
        Assert.Throws<ArgumentException>(() => _directory.CreateTemporary("blob"));
        Assert.Throws<ArgumentException>(() => _directory.Publish(".tmp", ".blob"));
    }

    [Fact]
    public void A_directory_that_is_missing_is_made_only_if_asked_for()
    {
        var missing = ByteString.FromText($"{_tree.Location}/missing");

        Assert.Equal(
            Errno.ENOENT,
            Assert.Throws<FileSystemException>(() => DurableDirectory.Open(missing, create: false)).Errno
        );
        _tree.MakeFile("missing"u8);
        Assert.Equal(
            Errno.ENOTDIR,
            Assert.Throws<FileSystemException>(() => DurableDirectory.Open(missing, create: true)).Errno
        );
    }

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        using var file = _directory.CreateTemporary(name);
        RandomAccess.Write(file, content, 0);
    }
}
