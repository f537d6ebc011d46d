using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Sources;

namespace Tarn.Pipeline;

/// <summary>Cuts a source into shares of work: many small entries in one, large ones into parts.</summary>
/// <param name="archive">Sizes of segments and groups.</param>
internal sealed class BackupPlan(ArchiveParameters archive)
{
    /// <summary>
    /// A share is handed over once it may hold this many bytes of tar stream: some hundred small files, so that
    /// handing it over costs nothing beside the work, and still little enough that workers finish together.
    /// </summary>
    public const int EnoughLength = 512 << 10;

    /// <summary>
    /// Nor has it more files than this: each may keep a directory open, and with all shares in flight they are to stay
    /// below the 1,024 descriptors that a process has at least.
    /// </summary>
    private const int EnoughFiles = 24;

    /// <summary>The shares in archive order, made while they are taken. Each belongs to its receiver.</summary>
    public IEnumerable<BackupWork> Of(IEnumerable<SourceItem> source)
    {
        var small = NewShare();
        try
        {
            foreach (var item in source)
            {
                if (
                    item is SourceItem.Found found
                    && TarEncoder.MaxLength(found.Entry) <= archive.SegmentSize
                )
                {
                    small.Add(found);
                    if (IsFull(small))
                    {
                        yield return Take(ref small);
                    }
                    continue;
                }
                if (small.Count > 0)
                {
                    yield return Take(ref small);
                }
                foreach (var work in OfOther(item))
                {
                    yield return work;
                }
            }
            if (small.Count > 0)
            {
                yield return Take(ref small);
            }
        }
        finally
        {
            small.Dispose();
        }
    }

    private SmallEntries Take(ref SmallEntries share)
    {
        var full = share;
        share = NewShare();
        return full;
    }

    private IEnumerable<BackupWork> OfOther(SourceItem item) =>
        item switch
        {
            SourceItem.Lost lost => [new LostItem(lost.Problem)],
            SourceItem.Found found => LargeEntry.Cut(found, archive),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private SmallEntries NewShare() => new(archive.GroupSize, archive.SegmentSize);

    /// <summary>A group ends with its share, so shares are at least as long as groups.</summary>
    private bool IsFull(SmallEntries share) =>
        share.PlannedLength >= Math.Max(EnoughLength, archive.GroupSize)
        || (share.Files >= EnoughFiles && archive.GroupSize == 0);
}
