using Tarn.Format.Bytes;
using Tarn.Linux.Spill;
using Tarn.Results;

namespace Tarn.Restoring;

/// <summary>
/// First names at which the target does not have what was stored, so that no further name of it can be made. Not
/// thread-safe.
/// </summary>
/// <param name="mayLackEntries">
/// Whether there may have been entries that nobody has heard of: then a name is one of these unless it was placed.
/// </param>
internal sealed class UnlinkableNames(bool mayLackEntries) : IDisposable
{
    /// <summary>Stands, among kinds of problems, for something else that was kept.</summary>
    private const byte Other = byte.MaxValue;

    /// <summary>Stands, among kinds of problems, for none.</summary>
    private const byte Placed = byte.MaxValue - 1;

    private readonly SpillTable _names = new();

    /// <summary>What was stored is there.</summary>
    public void AddPlaced(UnixPath first)
    {
        if (mayLackEntries)
        {
            _names.Set(first.Span, [Placed]);
        }
    }

    /// <summary>Nothing was restored there, because of a problem.</summary>
    public void AddLost(UnixPath first, ProblemKind kind) => _names.Set(first.Span, [(byte)kind]);

    /// <summary>What was there was kept, and is something else.</summary>
    public void AddOther(UnixPath first) => _names.Set(first.Span, [Other]);

    /// <summary>Why a further name cannot be made of <paramref name="first"/>, to follow "which"; null if it can.</summary>
    public (ProblemKind Kind, string Why)? Find(UnixPath first) =>
        !_names.TryGet(first.Span, out var value)
            ? mayLackEntries
                ? (ProblemKind.Damaged, "is lost")
                : null
            : value[0] == Placed
                ? null
                : value[0] == Other
                    ? (ProblemKind.Unwritable, "was kept and holds something else")
                    : ((ProblemKind)value[0], "was not");

    /// <inheritdoc/>
    public void Dispose() => _names.Dispose();
}
