using Tarn.Format.Bytes;
using Tarn.Format.Index;

namespace Tarn.Reading;

/// <summary>The entries of an archive, in its order.</summary>
internal interface IEntryList
{
    /// <summary>Whether all that was looked for so far could be read. If not, what was not found may be there.</summary>
    bool IsWhole { get; }

    /// <summary>Entries at or beneath <paramref name="paths"/>; all if there are none.</summary>
    IAsyncEnumerable<ListedEntry> ReadAsync(IReadOnlyList<UnixPath> paths, CancellationToken ct);

    /// <summary>The entry of exactly that path; null if there is none.</summary>
    Task<IndexEntry?> FindAsync(UnixPath path, CancellationToken ct);
}
