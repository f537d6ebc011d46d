using Tarn.Acceptance.Harness;

namespace Tarn.Campaign.Peers;

/// <summary>An archiver, as a script calls it in a directory of its own.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Needs">The commands it takes.</param>
/// <param name="Make">Writes volumes of 1 MiB into <c>in</c>, of what is in the directory <c>$SOURCE</c>.</param>
/// <param name="Attempts">
/// Ways to get back into <c>out</c> what can be got back of <c>in</c>; the best of them counts.
/// </param>
internal sealed record Peer(
    string Name,
    IReadOnlyList<string> Needs,
    string Make,
    IReadOnlyList<string> Attempts
)
{
    /// <summary>Each as its manual says, or as one does who knows it; all of them in Debian.</summary>
    internal static IReadOnlyList<Peer> All { get; } =
    [
        new("tarn", [], Make: "", [$"{TarnProgram.Path} rescue in --into out -q"]),
        new(
            "tar+zstd",
            ["tar", "zstd"],
            "tar -C \"$SOURCE\" -c . | zstd -q -3 | split -b 1M -d -a 6 - in/volume.",
            ["cat in/* | zstd -q -dc | tar -C out -x", "cat in/* | zstd -q -dc | tar -C out -xi"]
        ),
        new(
            "dar",
            ["dar"],
            "dar -Q -q -c in/volume -R \"$SOURCE\" -zzstd:3 -s 1M",
            [
                "dar -Q -q -x in/volume -R out -wa",
                "dar -Q -q -x in/volume -R out -wa -al",
                "dar -Q -q -x in/volume -R out -wa -al --sequential-read",
            ]
        ),
        new(
            "tarlz",
            ["tarlz"],
            "tarlz -C \"$SOURCE\" -c . | split -b 1M -d -a 6 - in/volume.",
            ["cat in/* >joined && tarlz -C out -xf joined"]
        ),
    ];
}
