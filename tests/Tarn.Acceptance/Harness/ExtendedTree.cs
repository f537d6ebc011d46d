namespace Tarn.Acceptance.Harness;

/// <summary>A tree of what not every tar holds: attributes, ACLs, holes, devices.</summary>
internal static class ExtendedTree
{
    internal const string AccessAcl = "system.posix_acl_access";
    internal const string DefaultAcl = "system.posix_acl_default";

    private const int Page = 4096;

    /// <summary>VFS_CAP_REVISION_2 with CAP_NET_RAW, permitted and effective (linux/capability.h).</summary>
    private static readonly byte[] Capability =
    [
        1,
        0,
        0,
        2,
        0,
        0x20,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ];

    /// <summary>Everything; what only root may make only if we are root.</summary>
    /// <param name="root">Where.</param>
    /// <param name="isForBsdtar">Whether to leave out what bsdtar does not restore: spec/tar.md, "Other readers".</param>
    /// <param name="isSmall">Whether holes are few and small even at night.</param>
    internal static Tree Make(string root, bool isForBsdtar = false, bool isSmall = false)
    {
        var tree = new Tree(root);
        AddAttributes(tree, isForBsdtar);
        AddAcls(tree, isForBsdtar ? int.MaxValue : uint.MaxValue - 1);
        AddHoles(tree, isLarge: SharedSources.IsNightly && !isSmall);
        if (Posix.IsRoot)
        {
            AddWhatIsForRoot(tree);
        }
        tree.Finish();
        return tree;
    }

    /// <summary>An ACL that names a group and two users, one of them chosen: the larger one.</summary>
    internal static byte[] SomeAcl(uint user) =>
        Acl((1, 6, null), (2, 4, 5), (2, 7, user), (4, 4, null), (8, 2, 99), (16, 6, null), (32, 0, null));

    private static void AddAttributes(Tree tree, bool isForBsdtar)
    {
        tree.Directory("attributes").Attribute("attributes", "user.directory", "d"u8.ToArray());
        tree.File("attributes/values", "v"u8)
            .Attribute("attributes/values", "user.empty", [])
            .Attribute("attributes/values", "user.binary", [0, 10, 61, 255])
            .Attribute("attributes/values", "user.text", "text"u8.ToArray())
            .Attribute("attributes/values", "user.caf\u00E9", "name"u8.ToArray());
        if (!isForBsdtar)
        {
            tree.Attribute("attributes/values", "user.100%=%3D", "escapes"u8.ToArray());
        }
        // ext4 has room for no more than a block.
        tree.File("attributes/long", "l"u8, "400")
            .Attribute("attributes/long", "user.long", new Noise(3).Bytes(3_500));
        tree.File("attributes/first", "f"u8)
            .Attribute("attributes/first", "user.shared", "s"u8.ToArray())
            .HardLink("attributes/second", "attributes/first");
        tree.File("attributes/unreadable", "u"u8, "0")
            .Attribute("attributes/unreadable", "user.a", "a"u8.ToArray());
    }

    private static void AddAcls(Tree tree, uint largest)
    {
        var acl = SomeAcl(largest);
        tree.Directory("acls", "750")
            .Attribute(
                "acls",
                AccessAcl,
                Acl((1, 7, null), (2, 5, 7), (4, 5, null), (16, 5, null), (32, 0, null))
            )
            .Attribute("acls", DefaultAcl, acl);
        // Made before the directory has its default: what it would inherit is not there.
        tree.File("acls/plain", "p"u8, "640");
        tree.File("acls/file", "f"u8, "660").Attribute("acls/file", AccessAcl, acl);
    }

    private static void AddHoles(Tree tree, bool isLarge)
    {
        var noise = new Noise(5);
        tree.Directory("holes");
        tree.SparseFile("holes/all", 10 << 20);
        tree.SparseFile("holes/begin", 1 << 20, ((1 << 20) - Page, noise.Bytes(Page)));
        tree.SparseFile("holes/end", 1 << 20, (0, noise.Bytes(Page)));
        tree.SparseFile("holes/odd", 100_001, (50_000, "odd"u8.ToArray()));
        tree.SparseFile("holes/caf\u00E9", 1 << 20, (Page, noise.Bytes(Page)));
        tree.SparseFile($"holes/{new string('\u00FF', 200)}", 1 << 20, (Page, noise.Bytes(Page)));
        tree.SparseFile($"holes/{new string('n', 200)}", 1 << 20, (Page, noise.Bytes(Page)));
        // Blocks beyond the end, as many as the holes have not.
        tree.SparseFile("holes/preallocated", 1 << 20, (Page, noise.Bytes(Page)));
        Tool.Shell($"fallocate --keep-size -o 1MiB -l 1020KiB {tree.Root}/holes/preallocated")
            .AssertStatus(0);
        var huge = isLarge ? 20L << 30 : 256L << 20;
        tree.SparseFile("holes/huge", huge, (huge / 2, noise.Bytes(Page)));
        tree.SparseFile(
            "holes/spread",
            64 << 20,
            [.. Enumerable.Range(0, 60).Select(i => (i * (1L << 20), noise.Bytes(50_000)))]
        );
        var extents = isLarge ? 100_000 : 1_500;
        tree.SparseFile(
            "holes/many",
            extents * 2L * Page,
            [.. Enumerable.Range(0, extents).Select(i => (i * 2L * Page, noise.Text(Page)))]
        );
    }

    private static void AddWhatIsForRoot(Tree tree)
    {
        tree.Directory("root");
        tree.File("root/capable", "c"u8, "755")
            .Owner("root/capable", 12, 34)
            .Attribute("root/capable", "security.capability", Capability);
        tree.File("root/trusted", "t"u8).Attribute("root/trusted", "trusted.note", "n"u8.ToArray());
        tree.File("root/security", "s"u8).Attribute("root/security", "security.note", "n"u8.ToArray());
        tree.Symlink("root/link", "trusted").Attribute("root/link", "trusted.link", "l"u8.ToArray());
        tree.Fifo("root/fifo").Attribute("root/fifo", "trusted.fifo", "f"u8.ToArray());
        tree.Device("root/character", isBlock: false, 1, 3).Device("root/block", isBlock: true, 7, 99);
        tree.File("root/set-id", "i"u8, "6755").Owner("root/set-id", 12, 34);
    }

    private static byte[] Acl(params (ushort Tag, ushort Permissions, uint? Number)[] entries) =>
        [
            2,
            0,
            0,
            0,
            .. entries.SelectMany(entry =>
                (byte[])
                    [
                        .. BitConverter.GetBytes(entry.Tag),
                        .. BitConverter.GetBytes(entry.Permissions),
                        .. BitConverter.GetBytes(entry.Number ?? uint.MaxValue),
                    ]
            ),
        ];
}
