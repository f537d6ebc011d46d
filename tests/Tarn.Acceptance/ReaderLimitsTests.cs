using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>
/// What .NET and 7z do not restore, as spec/tar.md, "Other readers", has it: a newer version that does otherwise is to be
/// noticed.
/// </summary>
public sealed class ReaderLimitsTests : IDisposable
{
    private readonly TempDirectory _temp = TempDirectory.ForAttributes();
    private readonly Tree _tree;

    public ReaderLimitsTests() => _tree = new Tree(_temp.At("source"));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void NET_finds_ACLs_and_attributes_and_entries_of_every_kind()
    {
        _tree.File("acl", "a"u8).Attribute("acl", "user.a", "1"u8.ToArray());
        _tree.Attribute("acl", ExtendedTree.AccessAcl, ExtendedTree.SomeAcl(54_321));
        _tree.Directory("acls").Attribute("acls", ExtendedTree.DefaultAcl, ExtendedTree.SomeAcl(7));
        _tree.Fifo("fifo").Symlink("dangling-a", "nowhere").HardLink("dangling-b", "dangling-a");
        _tree.File("before", "b"u8).Time("before", -2, 500_000_000);

        Assert.Equal(
            DotNetReader.ExpectedOf(TreeListing.Of(Finished())).Order(StringComparer.Ordinal),
            DotNetReader.List(Tar()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void NET_stops_at_owners_from_2_31_on()
    {
        Assert.SkipUnless(Posix.IsRoot, "only root gives files away");
        _tree.File("f").Owner("f", int.MaxValue, 0);
        Finished();
        Assert.Equal(2, DotNetReader.List(Tar()).Count());

        Posix.SetOwner($"{_tree.Root}/f", int.MaxValue + 1u, 0);

        Assert.Throws<OverflowException>(() => DotNetReader.List(Tar()).Count());
    }

    [Fact]
    public void NET_stops_at_a_line_feed_in_an_attribute()
    {
        _tree.File("f").Attribute("f", "user.a", "1\n2"u8.ToArray());
        Finished();

        Assert.Throws<InvalidDataException>(() => DotNetReader.List(Tar()).Count());
    }

    [Fact]
    public void NET_stops_at_times_from_the_year_10000_on()
    {
        using var temp = new TempDirectory();
        var tree = new Tree(temp.At("source"));
        tree.File("f").Time("f", 253_402_300_799, 0).Finish();
        var isTimeKept = Posix.StatusOf($"{tree.Root}/f").Seconds == 253_402_300_799;
        Assert.SkipUnless(isTimeKept, "this file system has no such times");
        Assert.Equal(2, DotNetReader.List(Tar(tree)).Count());

        Posix.SetTime($"{tree.Root}/f", 253_402_300_800, 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => DotNetReader.List(Tar(tree)).Count());
    }

    [Theory]
    [InlineData("sparse")]
    [InlineData(
        "ppppppppppppppppppppppppppppppppppppppppppppppppp/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    )]
    public void NET_and_7z_take_no_sparse_file_for_a_whole_one(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        if (slash > 0)
        {
            _tree.Directory(path[..(slash - 1)]);
        }
        _tree.SparseFile(path, 1 << 20, (4096, "data"u8.ToArray()));
        Finished();
        var other = $"{_tree.Root}/{path[..slash]}GNUSparseFile.0/{path[slash..]}";

        Assert.Contains(
            DotNetReader.List(Tar()),
            line => line.StartsWith($"{other[1..]} - ", StringComparison.Ordinal)
        );
        Tool.Shell(SevenZip.Extract(Tar(), _temp.Make("into"))).AssertStatus(0);
        Assert.True(File.Exists(_temp.At("into") + other));
        Assert.False(File.Exists($"{_temp.At("into")}{_tree.Root}/{path}"));
    }

    [Fact]
    public void Seven_zip_makes_an_empty_file_of_a_second_name_of_a_symbolic_link_and_says_so()
    {
        _tree.Symlink("a", "nowhere").HardLink("b", "a");
        Finished();

        var result = Tool.Shell(SevenZip.Extract(Tar(), _temp.Make("into"))).AssertStatus(2);

        Assert.Contains("Dangerous link via another link", result.Errors);
        Assert.Equal(0, new FileInfo($"{_temp.At("into")}{_tree.Root}/b").Length);
    }

    private string Finished()
    {
        _tree.Finish();
        return _tree.Root;
    }

    private string Tar() => Tar(_tree);

    private string Tar(Tree tree)
    {
        Tool.Shell($"rm -rf {_temp.At("store")}").AssertStatus(0);
        var archive = Archive.Of(tree.Root, _temp.At("store"), "");
        Tool.Shell($"{archive.AsTar} > {_temp.At("tar")}").AssertSilent();
        return _temp.At("tar");
    }
}
