using Tarn.Format.Volumes;
using Tarn.Scanning;

namespace Tarn;

/// <summary>How much there is of an archive.</summary>
/// <param name="Parameters">What holds for all of it; null if no volume's start was found.</param>
/// <param name="Volumes">The numbers of the volumes of which something was found, in order.</param>
/// <param name="HasLast">Whether the end of the last volume was found.</param>
/// <param name="Whole">Entries of which everything is there.</param>
/// <param name="Partial">Entries of which a part is there.</param>
/// <param name="Lost">Entries of which nothing is there but their names.</param>
/// <param name="Unknown">Entries of which not even the names are there, as far as it is known how many there were.</param>
public sealed record ArchiveOutline(
    ArchiveParameters? Parameters,
    IReadOnlyList<int> Volumes,
    bool HasLast,
    long Whole,
    long Partial,
    long Lost,
    long Unknown
)
{
    /// <summary>Whether nothing is known to be lost.</summary>
    public bool IsWhole => HasLast && Partial == 0 && Lost == 0 && Unknown == 0;

    internal static async Task<ArchiveOutline> OfAsync(FoundArchive archive, CancellationToken ct)
    {
        var survey = new Survey(archive);
        var (whole, partial, lost) = (0L, 0L, 0L);
        await foreach (var entry in survey.ReadAsync(ct))
        {
            whole += entry.Pieces is { IsWhole: true } ? 1 : 0;
            partial += entry.Pieces is { IsWhole: false } ? 1 : 0;
            lost += entry.Pieces is null ? 1 : 0;
        }
        return new ArchiveOutline(
            survey.Walk.Start?.Archive,
            [.. archive.VolumeNumbers.Order()],
            survey.Walk.End is { IsLast: true },
            whole,
            partial,
            lost,
            survey.UnknownEntries
        );
    }
}
