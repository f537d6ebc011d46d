namespace Tarn.Acceptance.Harness;

/// <summary>Trees with one of everything that backup programs get wrong.</summary>
internal static class AwkwardTree
{
    private const int MiB = 1 << 20;
    private const char NotUtf8 = '\u00FF';

    private static readonly string[] Names =
    [
        "-rf",
        "--help",
        "new\nline",
        "\n",
        "%",
        "%41",
        "100%",
        " ",
        "trailing ",
        "trailing.",
        "...",
        "..a",
        "back\\slash",
        "quote'\"`$(id)",
        "*",
        "?[a-z]",
        "~",
        "tab\t",
        "bell\a",
        "\u007F",
        "\u0001",
        "\u00FF",
        "\u00FE\u00FFend",
        "caf\u00E9", // Latin-1
        "cut\u00C3", // the first half of a UTF-8 letter
        "\u00ED\u00A0\u0080", // a surrogate
        Posix.Name("é"), // composed
        Posix.Name("e\u0301"), // the same, decomposed
        Posix.Name("漢字-🗻"),
        "PaxHeader",
        "@LongLink",
        ".hidden",
        "Case",
        "case",
    ];

    /// <summary>What every reader restores: the reader limits of spec/tar.md leave nothing of it out.</summary>
    internal static Tree MakeForEveryReader(string root)
    {
        var tree = new Tree(root);
        AddNames(tree);
        AddPaths(tree);
        AddLinks(tree);
        AddModesAndOwners(tree);
        AddSizes(tree);
        tree.Directory("times");
        tree.File("times/0", "0"u8).Time("times/0", 0, 0);
        tree.File("times/1ns", "1"u8).Time("times/1ns", 0, 1);
        tree.File("times/last-ns", "n"u8).Time("times/last-ns", 1_600_000_000, 999_999_999);
        tree.Symlink("times/link", "0").Time("times/link", 1_600_000_000, 123_456_789);
        tree.Directory("times/directory").Time("times/directory", 1_234_567_890, 987_654_321);
        tree.Time("", 1_111_111_111, 111_111_111);
        tree.Finish();
        return tree;
    }

    /// <summary>
    /// What only Tarn restores silently: times before 1970 and in the future, and two names of a symbolic link that points
    /// nowhere, which Python cannot link in a stream.
    /// </summary>
    internal static Tree MakeForTarn(string root)
    {
        var tree = new Tree(root);
        foreach (
            var (seconds, nanoseconds) in new (long, int)[]
            {
                (-1, 0),
                (-1, 500_000_000),
                (-2, 500_000_000),
                (-2_000_000_000, 1),
                (2_147_483_647, 999_999_999),
                (2_147_483_648, 0),
                (4_294_967_296, 1),
                (8_589_934_591, 999_999_999),
                (8_589_934_592, 0),
            }
        )
        {
            var name = $"{seconds}.{nanoseconds}";
            tree.File(name, "t"u8).Time(name, seconds, nanoseconds);
            tree.Symlink($"link to {name}", name).Time($"link to {name}", seconds, nanoseconds);
            tree.Directory($"in {name}").Time($"in {name}", seconds, nanoseconds);
        }
        tree.Symlink("dangling-a", "nowhere").HardLink("dangling-b", "dangling-a");
        tree.Finish();
        return tree;
    }

    private static void AddNames(Tree tree)
    {
        tree.Directory("names");
        foreach (var name in (string[])[.. Names, new string('x', 255), new string(NotUtf8, 255)])
        {
            tree.Directory($"names/{name}");
            tree.File($"names/{name}/{name}", [.. name.Select(letter => (byte)letter)]);
            tree.Symlink($"names/{name}/l", name);
            tree.HardLink($"names/{name}/h", $"names/{name}/{name}");
        }
    }

    private static void AddPaths(Tree tree)
    {
        foreach (var fill in new[] { 'p', NotUtf8 })
        {
            foreach (var length in (int[])[99, 100, 101, 255, 256, 257, 1_001, 2_500, 3_900])
            {
                var letter = (char)(fill - (length % 7));
                tree.FileWithParents(tree.PathOfLength(length, letter), "path"u8);
            }
        }
        // A directory's slash counts: the last that fits the name field, and the first that does not.
        tree.Directory(tree.PathOfLength(99, 'd'));
        tree.Directory(tree.PathOfLength(100, 'e'));
    }

    private static void AddLinks(Tree tree)
    {
        tree.Directory("links");
        foreach (var fill in new[] { 't', NotUtf8 })
        {
            // 4,095 is the longest there is; beyond ASCII busybox does not take it (see OtherReadersTests).
            foreach (var length in (int[])[1, 99, 100, 101, fill == 't' ? 4_095 : 4_094])
            {
                tree.Symlink($"links/{length}{fill}", new string(fill, length));
            }
        }
        tree.Symlink("links/self", "self");
        tree.Symlink("links/loop-a", "loop-b").Symlink("links/loop-b", "loop-a");
        tree.Symlink("links/up", "../../../../../..")
            .Symlink("links/root", "/")
            .Symlink("links/dangling", "no\nsuch");
        tree.File("links/two-a", "two"u8).HardLink("links/two-b", "links/two-a");
        tree.Directory("links/fifty");
        tree.File("links/zz-fifty", "fifty"u8);
        for (var number = 1; number < 50; number++)
        {
            tree.HardLink($"links/fifty/{number}", "links/zz-fifty");
        }
        var far = tree.PathOfLength(300, 'h');
        tree.FileWithParents(far, "far"u8).HardLink("links/to-a-long-path", far);
        tree.Symlink("links/symlink-a", "fifty")
            .HardLink("links/symlink-b", "links/symlink-a")
            .Fifo("links/fifo");
    }

    private static void AddModesAndOwners(Tree tree)
    {
        tree.Directory("modes");
        foreach (var mode in (string[])["0", "1", "400", "777", "4755", "2755", "6711", "1644", "7777"])
        {
            tree.File($"modes/{mode}", "m"u8, mode);
            tree.Directory($"modes/d{mode}", mode);
            tree.File($"modes/d{mode}/file", "in"u8);
        }
        tree.Directory("owners");
        foreach (var id in (uint[])[1, 2, 54_321, 2_097_151, 2_097_152, 4_294_967_294])
        {
            tree.File($"owners/{id}", "o"u8, "6755").Owner($"owners/{id}", id, id);
            tree.Symlink($"owners/l{id}", "o").Owner($"owners/l{id}", id, 0);
            tree.Directory($"owners/d{id}").Owner($"owners/d{id}", 0, id);
        }
    }

    private static void AddSizes(Tree tree)
    {
        var noise = new Noise(7);
        tree.Directory("sizes").Directory("sizes/empty");
        foreach (var size in (int[])[0, 1, 511, 512, 513, 4_095, 4_096, 4_097])
        {
            tree.File($"sizes/{size}", noise.Text(size));
        }
        foreach (var segment in (int[])[MiB / 8, MiB])
        {
            foreach (var less in (int[])[-1, 0, 1, 512, 1_024, 1_536])
            {
                tree.File($"sizes/{segment - less}", noise.Text(segment - less));
            }
        }
        tree.File("sizes/noise", noise.Bytes(3 * MiB));
    }
}
