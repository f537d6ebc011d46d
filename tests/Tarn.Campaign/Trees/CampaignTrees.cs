using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Trees;

/// <summary>The trees whose archives are damaged.</summary>
internal static class CampaignTrees
{
    private static readonly int[] Sizes = [0, 1, 511, 512, 513, 3_000, 4_096, 9_000, 20_000, 60_000];

    private static readonly string[] Names =
    [
        "letter",
        "caf\u00E9",
        "new\nline",
        "100%",
        "%41",
        "\u00FF\u00FE",
        Posix.Name("漢字"),
        new string('n', 120),
        new string('\u00FF', 130),
        "report.partial",
        "-rf",
    ];

    /// <summary>Many small files with all kinds of names, links, and a few files of several segments.</summary>
    /// <param name="directories">How many; each has a good hundred thousand bytes in it.</param>
    internal static SourceTree Small(int directories)
    {
        var noise = new Noise(11);
        var tree = new TreeBuilder("home/ada");
        for (var number = 0; number < directories; number++)
        {
            var directory = $"box {number}";
            tree.Directory(directory);
            foreach (var name in Names)
            {
                var size = Sizes[noise.Below(Sizes.Length)];
                tree.File(
                    $"{directory}/{name}",
                    noise.Below(3) == 0 ? noise.Text(size) : noise.Bytes(size),
                    noise.Below(2) == 0 ? 0x1A4 : 0x100
                );
            }
            tree.Symlink($"{directory}/link", noise.Below(2) == 0 ? "letter" : "no\nwhere");
            tree.HardLink($"{directory}/second name of the letter", $"{directory}/letter");
            tree.HardLink($"{directory}/third name of the letter", $"{directory}/letter");
        }
        tree.Directory("empty").Fifo("pipe");
        tree.File("some segments", noise.Bytes(70_001)).File("text", noise.Text(300_000));
        tree.SparseFile("sparse", 900_000, (0, noise.Bytes(5_000)), (600_000, noise.Bytes(30_000)));
        tree.SparseFile("hole", 100_000);
        return tree.Build("small");
    }

    /// <summary>Files that are spread over many volumes of 1 MiB, with small ones between.</summary>
    internal static SourceTree Spanning()
    {
        var noise = new Noise(12);
        var tree = new TreeBuilder("srv/mail");
        tree.File("a", noise.Bytes(2_700_123)).File("a0 small", noise.Text(5_000)).HardLink("a1", "a");
        tree.Directory("b").File($"b/{new string('\u00FF', 200)}", noise.Bytes(1_300_000));
        tree.File("b/small", noise.Bytes(1_000));
        tree.SparseFile(
            "c",
            9_000_000,
            (1_000, noise.Bytes(500_000)),
            (4_000_000, noise.Bytes(900_000)),
            (8_000_000, noise.Bytes(77))
        );
        tree.File("d empty", []).File("e text", noise.Text(1_500_000)).File("f", noise.Bytes(3_000_000));
        tree.Symlink("g", "a").File("h last", noise.Bytes(300));
        return tree.Build("spanning");
    }
}
