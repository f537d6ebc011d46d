using System.Text;
using Tarn.Linux;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class SourcePathTests
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("///", "")]
    [InlineData("/.", "")]
    [InlineData("/..", "")]
    [InlineData("/etc//./passwd", "etc/passwd")]
    [InlineData("/not there/x", "not there/x")]
    [InlineData("/proc/../etc/", "etc")]
    [InlineData("/etc/../../../proc", "proc")]
    public void Dots_and_slashes_go(string argument, string path) => Assert.Equal(path, Resolve(argument));

    [Fact]
    public void A_relative_path_begins_in_the_working_directory()
    {
        var here = Resolve(Environment.CurrentDirectory);

        Assert.Equal($"{here}/some/file", Resolve("some/./file"));
        Assert.Equal(here, Resolve("."));
        Assert.Equal(here, Resolve("./"));
    }

    [Fact]
    public void A_link_is_followed_only_before_dots_and_at_a_final_slash()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("real"u8);
        tree.MakeDirectory("real/deep"u8);
        tree.MakeFile("real/f"u8);
        tree.MakeSymlink("real/deep"u8, "relative"u8);
        tree.MakeSymlink(tree.PathOf("real").Span is var real ? [(byte)'/', .. real] : [], "absolute"u8);
        tree.MakeSymlink("../relative/.././f"u8, "real/winding"u8);

        Assert.Equal("relative", Relative(tree, "relative"));
        Assert.Equal("relative/x", Relative(tree, "relative/x"));
        Assert.Equal("real/deep", Relative(tree, "relative/"));
        Assert.Equal("real/deep", Relative(tree, "relative/."));
        Assert.Equal("real/f", Relative(tree, "relative/../f"));
        Assert.Equal("real", Relative(tree, "absolute//"));
        Assert.Equal("real/f", Relative(tree, "real/winding/"));
        Assert.Equal("absolute/deep", Relative(tree, "absolute/deep/"));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        using var tree = new TestTree();
        tree.MakeSymlink("loop"u8, "loop"u8);

        Assert.Equal("loop", Relative(tree, "loop"));
        Assert.Throws<FileSystemException>(() => Relative(tree, "loop/"));
        Assert.Throws<FileSystemException>(() => Relative(tree, "loop/.."));
        Assert.Equal(2, Assert.Throws<FileSystemException>(() => Relative(tree, "missing/../x")).Errno);
    }

    [Fact]
    public void Bytes_stay_and_nonsense_is_refused()
    {
        byte[] path = [(byte)'/', 0xFF, (byte)'/', 0xFE];
        Assert.Equal(path.AsSpan(1), SourcePath.Resolve(path).Span);
        Assert.Throws<ArgumentException>(() => SourcePath.Resolve(""u8));
        Assert.Throws<ArgumentException>(() => SourcePath.Resolve("a\0b"u8));
    }

    private static string Resolve(string argument) =>
        SourcePath.Resolve(Encoding.UTF8.GetBytes(argument)).ToString();

    private static string Relative(TestTree tree, string argument) =>
        Resolve($"{tree.Location}/{argument}")[(tree.Root.Length + 1)..];
}
