using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Restore;
using Xunit;

namespace Tarn.Tests.Linux.Restore;

public sealed class AttributeRestoreTests
{
    private static readonly byte[] Acl = AclOf(("1", 6), ("2", 4), ("4", 4), ("16", 4), ("32", 0));

    [Fact]
    public void Attributes_come_back_to_what_nobody_may_write()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        var file = With(Restoring.FileAt("f", 1), mode: 0x100, ("user.a", "1"));
        using (new OrdinaryUser())
        {
            using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules { SameOwner = false });
            Assert.Equal(Placement.Placed, restore.Put(file, "x"u8));
        }

        Assert.Equal("1"u8, tree.Attribute("f"u8, "user.a"u8)!);
        Assert.Equal(0x100, tree.Status("f"u8).Mode);
    }

    [Fact]
    public void Capabilities_outlive_the_change_of_owner()
    {
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root may give capabilities");
        using var tree = new TestTree();
        // VFS_CAP_REVISION_2 with CAP_NET_RAW permitted and effective (linux/capability.h).
        byte[] capability = [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var file = With(Restoring.FileAt("f", 0), mode: 0x1ED, ("security.capability", Latin(capability)));
        var owned = file with { Metadata = file.Metadata with { UserId = 12, GroupId = 34 } };
        using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules { NumericOwner = true });

        Assert.Equal(Placement.Placed, restore.Put(owned, default));

        Assert.Equal(capability, tree.Attribute("f"u8, "security.capability"u8));
        Assert.Equal(12u, tree.Status("f"u8).UserId);
    }

    [Fact]
    public void What_gives_power_is_withheld_from_what_belongs_to_someone_else_now()
    {
        using var tree = new TestTree();
        tree.SetMode("."u8, 0x1FF);
        var file = With(
            Restoring.FileAt("f", 0),
            0x1A4,
            ("security.x", "1"),
            ("trusted.y", "2"),
            ("user.z", "3")
        );
        using (new OrdinaryUser())
        {
            using var restore = RestoreTree.Open(tree.Bytes, new RestoreRules { SameOwner = false });
            Assert.Equal(
                new Placement(Withheld: "the attribute security.x, the attribute trusted.y"),
                restore.Put(file, default)
            );
        }

        Assert.Equal("3"u8, tree.Attribute("f"u8, "user.z"u8)!);
    }

    [Fact]
    public void What_Linux_refuses_is_told_and_costs_nothing_else()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);

        var placement = restore.Put(
            With(Restoring.FileAt("f", 0), 0x1A4, ("nonsense.x", "1"), ("user.z", "3")),
            default
        );

        Assert.StartsWith("the attribute nonsense.x (", placement.Refused, StringComparison.Ordinal);
        Assert.Equal("3"u8, tree.Attribute("f"u8, "user.z"u8)!);
    }

    [Fact]
    public void ACLs_come_after_the_mode_which_would_change_them()
    {
        using var tree = new TestTree();
        using var restore = Restoring.Into(tree);
        var name = ExtendedAttributes.AccessAcl.ToString();

        Assert.Equal(
            Placement.Placed,
            restore.Put(With(Restoring.FileAt("f", 0), 0x1A0, (name, Latin(Acl))), default)
        );

        Assert.Equal(Acl, tree.Attribute("f"u8, ExtendedAttributes.AccessAcl.Span));
    }

    [Fact]
    public void ACLs_of_the_directory_around_are_not_inherited()
    {
        using var tree = new TestTree();
        tree.SetAttribute("."u8, ExtendedAttributes.DefaultAcl.Span, Acl);
        using (var restore = Restoring.Into(tree))
        {
            restore.Put("f", "x"u8);
            restore.EnterDirectory(Restoring.DirectoryAt("d"));
            restore.LeaveDirectory(Restoring.DirectoryAt("d"));
        }

        Assert.Null(tree.Attribute("f"u8, ExtendedAttributes.AccessAcl.Span));
        Assert.Equal(0x1A4, tree.Status("f"u8).Mode);
        Assert.Null(tree.Attribute("d"u8, ExtendedAttributes.AccessAcl.Span));
        Assert.Null(tree.Attribute("d"u8, ExtendedAttributes.DefaultAcl.Span));
    }

    [Fact]
    public void Links_pipes_and_directories_get_their_own()
    {
        Assert.SkipUnless(OrdinaryUser.WeAreRoot, "only root may give these attributes");
        using var tree = new TestTree();
        using (var restore = Restoring.Into(tree))
        {
            restore.Put("f", "x"u8);
            restore.MakeSymlink(With(Restoring.SymlinkAt("l", "f"), 0x1FF, ("trusted.l", "1")));
            restore.MakeFifo(
                With(new Entry.Fifo(UnixPath.FromText("p"), Restoring.Plain), 0x1A4, ("trusted.p", "2"))
            );
            var directory = With(Restoring.DirectoryAt("d"), 0x16D, ("user.d", "3"));
            restore.EnterDirectory(directory);
            restore.LeaveDirectory(directory);
        }

        Assert.Equal("1"u8, tree.Attribute("l"u8, "trusted.l"u8)!);
        Assert.Null(tree.Attribute("f"u8, "trusted.l"u8));
        Assert.Equal("2"u8, tree.Attribute("p"u8, "trusted.p"u8)!);
        Assert.Equal("3"u8, tree.Attribute("d"u8, "user.d"u8)!);
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(5000, 0)]
    [InlineData(100_000, 100_000)]
    public void Holes_take_no_room(int before, int behind)
    {
        using var tree = new TestTree(large: true);
        using var restore = Restoring.Into(tree);
        var size = before + 4 + behind;
        using (var staged = restore.Stage(Restoring.FileAt("f", size)))
        {
            staged.LeaveHole(before);
            staged.Write("data"u8);
            staged.LeaveHole(behind);
            Assert.Throws<InvalidOperationException>(() => staged.LeaveHole(1));
            Assert.Equal(Placement.Placed, staged.Publish());
        }

        var content = File.ReadAllBytes(Path.Combine(tree.Location, "f"));
        Assert.Equal((byte[])[.. new byte[before], .. "data"u8, .. new byte[behind]], content);
        Assert.True(tree.Status("f"u8).MayHaveHoles);
    }

    private static T With<T>(T entry, int mode, params (string Name, string Value)[] attributes)
        where T : Entry =>
        entry with
        {
            Metadata = entry.Metadata with
            {
                Mode = mode,
                Attributes = new ExtendedAttributes(
                    attributes.Select(each => new ExtendedAttribute(
                        ByteString.FromText(each.Name),
                        new ByteString(System.Text.Encoding.Latin1.GetBytes(each.Value))
                    ))
                ),
            },
        };

    private static string Latin(byte[] value) => System.Text.Encoding.Latin1.GetString(value);

    /// <summary>Entries of an ACL as Linux has it; those of named users are about user 54,321.</summary>
    private static byte[] AclOf(params (string Tag, byte Permissions)[] entries) =>
        [
            2,
            0,
            0,
            0,
            .. entries.SelectMany(entry =>
                (byte[])
                    [
                        byte.Parse(entry.Tag, null),
                        0,
                        entry.Permissions,
                        0,
                        .. BitConverter.GetBytes(entry.Tag == "2" ? 54_321u : uint.MaxValue),
                    ]
            ),
        ];
}
