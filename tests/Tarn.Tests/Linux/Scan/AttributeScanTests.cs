using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux.Scan;

public sealed class AttributeScanTests
{
    private static readonly byte[] Binary = [0, (byte)'\n', (byte)'=', 0xFF];

    [Fact]
    public void A_file_tells_its_attributes_when_it_is_open()
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8, "x"u8);
        tree.SetAttribute("f"u8, "user.b"u8, Binary);
        tree.SetAttribute("f"u8, "user.a"u8, []);

        var found = Assert.IsType<Scanned.Found>(Snapshot.ScanOpen(tree.PathOf("f")));
        using var content = found.Content!;
        using var reader = content.Open();

        Assert.Empty(found.Entry.Metadata.Attributes);
        Assert.Equal(
            [("user.a", 0), ("user.b", Binary.Length)],
            reader.Attributes.Select(each => (each.Name.ToString(), each.Value.Length))
        );
        Assert.Equal(Binary, reader.Attributes[1].Value.Span);
        Assert.Null(reader.Loss);
    }

    [Fact]
    public void A_directory_has_them_at_once()
    {
        using var tree = new TestTree();
        tree.MakeDirectory("d"u8);
        tree.SetAttribute("d"u8, "user.a"u8, Binary);

        var attribute = Assert.Single(Snapshot.Entries(tree.PathOf("d"))[0].Metadata.Attributes);

        Assert.Equal(new ExtendedAttribute(ByteString.FromText("user.a"), new ByteString(Binary)), attribute);
    }

    [Fact]
    public void A_link_and_a_pipe_have_their_own()
    {
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root may give these attributes");
        using var tree = new TestTree();
        tree.MakeFile("f"u8);
        tree.MakeSymlink("f"u8, "l"u8);
        tree.MakeFifo("p"u8);
        tree.SetAttribute("l"u8, "trusted.l"u8, "1"u8);
        tree.SetAttribute("p"u8, "trusted.p"u8, "2"u8);

        Assert.Equal(
            ["trusted.l", "trusted.p"],
            Snapshot
                .Entries(tree.PathOf("l"), tree.PathOf("p"))
                .Select(entry => Assert.Single(entry.Metadata.Attributes).Name.ToString())
        );
    }

    [Fact]
    public void A_list_of_names_of_any_length_is_read()
    {
        using var tree = new TestTree(large: true);
        tree.MakeDirectory("d"u8);
        var name = new byte[200];
        name.AsSpan().Fill((byte)'n');
        "user."u8.CopyTo(name);
        for (var i = 0; i < 20; i++)
        {
            name[^1] = (byte)('a' + i);
            tree.SetAttribute("d"u8, name, "v"u8);
        }

        Assert.Equal(20, Snapshot.Entries(tree.PathOf("d"))[0].Metadata.Attributes.Count);
    }

    [Fact]
    public void Holes_are_passed_over()
    {
        using var tree = new TestTree(large: true);
        tree.MakeFile("f"u8);
        using (var file = FileCalls.Open(tree.Handle, "f"u8, OpenFlags.WriteOnly, 0, out _)!)
        {
            TestTree.Check(FileCalls.WriteAll(file, 1 << 20, "middle"u8));
            TestTree.Check(FileCalls.SetLength(file, 3 << 20));
        }
        using var content = ((Scanned.Found)Snapshot.ScanOpen(tree.PathOf("f"))).Content!;
        using var reader = content.Open();

        var extent = Assert.Single(reader.Map!.Extents);
        Assert.InRange(extent.Offset, 1, 1 << 20);
        var bytes = new byte[1 << 20];
        var length = 0;
        for (var count = 1; count > 0; length += count)
        {
            count = reader.Read(bytes.AsSpan(length));
        }
        Assert.Equal(extent.Length, length);
        Assert.Equal("middle"u8, bytes.AsSpan((int)((1 << 20) - extent.Offset), 6));
        Assert.False(reader.HasChanged());
    }

    /// <summary>With those it takes as much room as if it had no holes.</summary>
    [Fact]
    public void Holes_are_found_of_a_file_that_has_blocks_beyond_its_end()
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8, "data"u8);
        using (var file = FileCalls.Open(tree.Handle, "f"u8, OpenFlags.WriteOnly, 0, out _)!)
        {
            TestTree.Check(FileCalls.SetLength(file, 1 << 20));
        }
        string[] arguments = ["--keep-size", "--offset", "1MiB", "--length", "1MiB", $"{tree.Location}/f"];
        using (var fallocate = Process.Start("fallocate", arguments))
        {
            fallocate.WaitForExit();
            Assert.Equal(0, fallocate.ExitCode);
        }
        using var content = ((Scanned.Found)Snapshot.ScanOpen(tree.PathOf("f"))).Content!;
        using var reader = content.Open();

        var extent = Assert.Single(reader.Map!.Extents);
        Assert.InRange(extent.End, 4, 1 << 16);
    }

    [Fact]
    public void A_file_without_holes_has_no_map()
    {
        using var tree = new TestTree();
        tree.MakeFile("f"u8, new byte[100_000]);
        using var content = ((Scanned.Found)Snapshot.ScanOpen(tree.PathOf("f"))).Content!;
        using var reader = content.Open();

        Assert.Null(reader.Map);
    }

    /// <summary>Its end is no hole: what is missing is to be told, not passed over.</summary>
    [Fact]
    public void A_file_that_got_shorter_before_it_was_opened_has_no_map()
    {
        using var tree = new TestTree(large: true);
        tree.MakeFile("f"u8);
        using var file = FileCalls.Open(tree.Handle, "f"u8, OpenFlags.WriteOnly, 0, out _)!;
        TestTree.Check(FileCalls.SetLength(file, 1 << 20));
        using var content = ((Scanned.Found)Snapshot.ScanOpen(tree.PathOf("f"))).Content!;
        TestTree.Check(FileCalls.SetLength(file, 1 << 19));
        using var reader = content.Open();

        Assert.Null(reader.Map);
        Assert.True(reader.HasChanged());
    }
}
