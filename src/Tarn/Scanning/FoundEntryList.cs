using System.Runtime.CompilerServices;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Reading;

namespace Tarn.Scanning;

/// <summary>The entries of an archive by a <see cref="Survey"/> of it.</summary>
/// <param name="archive">The archive.</param>
internal sealed class FoundEntryList(FoundArchive archive) : IEntryList
{
    /// <summary>Entries of which nobody knows even the names; known once all entries were read.</summary>
    public long UnknownEntries { get; private set; }

    /// <inheritdoc/>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Whether the end of the last volume was found; known once all entries were read.</summary>
    public bool HasLastVolumeEnd { get; private set; }

    /// <summary>Whether the end of the tar stream was found, or of the last volume; known once all entries were read.</summary>
    public bool HasEnd { get; private set; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ListedEntry> ReadAsync(
        IReadOnlyList<UnixPath> paths,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var wanted = new PathSelection(paths);
        var survey = new Survey(archive);
        await foreach (var surveyed in survey.ReadAsync(ct))
        {
            if (wanted.Contains(surveyed.Entry.Entry.Path))
            {
                yield return new ListedEntry(surveyed.Entry, WhyLost(surveyed));
            }
        }
        UnknownEntries = survey.UnknownEntries;
        HasEnd = survey.Walk.HasEnd;
        HasLastVolumeEnd = survey.Walk.End is { IsLast: true };
        IsWhole = HasEnd && UnknownEntries == 0;
    }

    /// <inheritdoc/>
    public async Task<IndexEntry?> FindAsync(UnixPath path, CancellationToken ct)
    {
        await foreach (var entry in ReadAsync([path], ct))
        {
            if (entry.Entry.Entry.Path == path)
            {
                return entry.Entry;
            }
        }
        return null;
    }

    private Defect WhyLost(SurveyedEntry surveyed) =>
        surveyed.Pieces is not null ? Defect.None
        : archive.HasVolume(surveyed.Volume) ? Defect.BadContent
        : Defect.Missing;
}
