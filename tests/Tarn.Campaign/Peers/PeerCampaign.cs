using System.Collections.Concurrent;
using Tarn.Acceptance.Harness;
using Tarn.Campaign.Damage;
using Tarn.Campaign.Running;

namespace Tarn.Campaign.Peers;

/// <summary>The same damage to archives of the same tree by several archivers, and what each gets back.</summary>
internal static class PeerCampaign
{
    private const int SecondsAtMost = 60;

    /// <summary>Kinds that leave whole volumes behind under their own names: the others are for Tarn alone.</summary>
    private static readonly string[] Kinds =
    [
        "flip",
        "flips",
        "zeros",
        "noise",
        "hole",
        "delete-512",
        "delete-1",
        "delete",
        "insert",
        "truncate",
        "empty",
        "drop",
        "keep-one",
        "heads",
        "control",
    ];

    /// <summary>Runs it and prints the table.</summary>
    internal static void Run(CampaignOptions options, TextWriter output)
    {
        var peers = Peer.All.Where(peer => AreThere(peer, output)).ToList();
        var archives = new PeerArchives(peers);
        var results = new ConcurrentBag<(string Kind, Peer Peer, PeerResult Result)>();
        var cases = DamageCampaign.CasesOf(options).Where(@case => Kinds.Contains(@case.Kind.Name));
        Parallel.ForEach(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs },
            @case =>
            {
                foreach (var peer in peers)
                {
                    // Each has the same choices to make, on volumes of its own.
                    var damaged = @case.Kind.Inflict(archives.Of(peer), new Dice(options.Seed, @case.Number));
                    results.Add((@case.Kind.Name, peer, Best(peer, damaged, archives.Files)));
                }
            }
        );
        new PeerTable(peers, archives.Files.Count, [.. results]).Print(output);
    }

    private static bool AreThere(Peer peer, TextWriter output)
    {
        var missing = peer.Needs.Where(command => Tool.Shell($"command -v {command}").Status != 0).ToList();
        if (missing.Count > 0)
        {
            output.WriteLine($"{peer.Name} is left out: install {string.Join(' ', missing)}");
        }
        return missing.Count == 0;
    }

    private static PeerResult Best(
        Peer peer,
        DamagedArchive damaged,
        IReadOnlyDictionary<string, string> files
    )
    {
        PeerResult? best = null;
        foreach (var attempt in peer.Attempts)
        {
            using var temp = new TempDirectory();
            temp.Make("in");
            temp.Make("out");
            foreach (var file in damaged.Files)
            {
                File.WriteAllBytes(temp.At($"in/{file.Name}"), file.Bytes);
            }
            var script = $"timeout {SecondsAtMost} bash -o pipefail -c '{attempt}'";
            var status = Tool.Shell(script, temp.Path).Status;
            var result = Compare(temp.At("out"), files, status);
            if (best is null || (result.Lost, result.Wrong).CompareTo((best.Lost, best.Wrong)) < 0)
            {
                best = result;
            }
            if (status == 0)
            {
                break; // Nobody tries on who is told that all is well.
            }
        }
        return best!;
    }

    private static PeerResult Compare(string into, IReadOnlyDictionary<string, string> files, int status)
    {
        var items = TreeListing.Of("", into).Items;
        var (lost, wrong) = (0, 0);
        foreach (var (path, content) in files)
        {
            var item = items.GetValueOrDefault($"/{path}");
            if (item?.Content != content)
            {
                lost++;
                wrong += item is null ? 0 : 1;
            }
        }
        return new PeerResult(lost, wrong, status);
    }
}
