using System.Globalization;

namespace Tarn.Campaign.Peers;

/// <summary>What each archiver lost by each kind of damage.</summary>
internal sealed class PeerTable(
    IReadOnlyList<Peer> peers,
    int files,
    IReadOnlyList<(string Kind, Peer Peer, PeerResult Result)> results
)
{
    private const int FirstColumn = 14;
    private const int Column = 26;

    internal void Print(TextWriter output)
    {
        output.WriteLine(
            $"Files lost of {files} in each case: mean, worst | w: cases with wrong bytes under a final name"
                + " | q: cases with exit status 0 although something is missing"
        );
        output.WriteLine(
            "kind".PadRight(FirstColumn) + string.Concat(peers.Select(peer => peer.Name.PadLeft(Column)))
        );
        foreach (var kind in results.Select(result => result.Kind).Distinct().Order(StringComparer.Ordinal))
        {
            output.WriteLine(
                kind.PadRight(FirstColumn)
                    + string.Concat(peers.Select(peer => Cell(kind, peer).PadLeft(Column)))
            );
        }
        output.WriteLine($"{results.Count / Math.Max(1, peers.Count)} cases");
    }

    private string Cell(string kind, Peer peer)
    {
        var cell = results
            .Where(result => result.Kind == kind && result.Peer == peer)
            .Select(result => result.Result)
            .ToList();
        var wrong = cell.Count(result => result.Wrong > 0);
        var quiet = cell.Count(result => result is { Status: 0, Lost: > 0 });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{cell.Average(result => result.Lost):F1} {cell.Max(result => result.Lost)} | {wrong}w {quiet}q"
        );
    }
}
