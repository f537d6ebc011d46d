using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>Entries that lie together in one volume; one worker reads them in one go and restores the files.</summary>
internal sealed class RestoreBatch
{
    /// <summary>Most entries in a batch.</summary>
    private const int MaxEntries = 64;

    /// <summary>Most bytes of volume from the first entry to the last.</summary>
    private const long MaxSpan = 1 << 20;

    /// <summary>Enough bytes of names in a batch: only very long ones come to that.</summary>
    private const int EnoughNames = 128 << 10;

    private readonly List<RestoreItem> _items = [];
    private int _names;
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when every file in it has been restored or has failed.</summary>
    public Task Read => _read.Task;

    /// <summary>The entries, in archive order.</summary>
    public IReadOnlyList<RestoreItem> Items => _items;

    /// <summary>Adds an entry if it lies close enough behind the others.</summary>
    public bool TryAdd(RestoreItem item)
    {
        if (_items is [var first, ..] && !IsNear(first.Source.Location, item.Source.Location))
        {
            return false;
        }
        _items.Add(item);
        _names += item.Entry.Path.Length + item.Entry.LinkTarget.Length;
        return true;
    }

    /// <summary>
    /// Reads all entries and restores the files, on a worker. Where it throws, <see cref="Read"/> is never done, and the
    /// stages are stopped.
    /// </summary>
    public async Task RunAsync(EntryReader reader, IRestoreTarget target, CancellationToken ct)
    {
        await FetchAsync(reader, ct);
        foreach (var item in _items.Where(item => item.Problem is null || item.Entry is Entry.Directory))
        {
            await RestoreAsync(item, reader, target, ct);
        }
        _read.SetResult();
    }

    private bool IsNear(SegmentLocation first, SegmentLocation next) =>
        _items.Count < MaxEntries
        && _names < EnoughNames
        && next.Volume == first.Volume
        && next.Offset >= first.Offset
        && next.Offset - first.Offset <= MaxSpan;

    private async Task FetchAsync(EntryReader reader, CancellationToken ct)
    {
        var (first, last) = (_items[0].Source.Location, _items[^1].Source.Location);
        if (last.Offset > first.Offset)
        {
            try
            {
                await reader.FetchAsync(first.Volume, first.Offset, last.Offset, ct);
            }
            catch (Exception failure) when (failure is CorruptArchiveException or StoreException)
            {
                // Each entry will say so itself.
            }
        }
    }

    private static async Task RestoreAsync(
        RestoreItem item,
        EntryReader reader,
        IRestoreTarget target,
        CancellationToken ct
    )
    {
        try
        {
            item.IsKept = item.Entry is Entry.File planned && target.Keeps(planned);
            if (!item.IsKept)
            {
                await ReadAsync(item, reader, target, ct);
            }
        }
        catch (CorruptArchiveException failure) when (failure.Defect == Defect.Missing)
        {
            item.Problem = NotRestored(item, ProblemKind.Missing, failure.Message);
        }
        catch (Exception failure) when (failure is CorruptArchiveException or StoreException)
        {
            // One bad sector of a disk must not cost the other files.
            item.Problem = NotRestored(item, ProblemKind.Damaged, failure.Message);
        }
        catch (TargetException failure)
        {
            item.Fail(failure);
        }
    }

    private static async Task ReadAsync(
        RestoreItem item,
        EntryReader reader,
        IRestoreTarget target,
        CancellationToken ct
    )
    {
        using var receiver = new FileReceiver(
            target,
            found => AsPlanned(item, found),
            item.Source.Hash.Algorithm
        );
        await reader.ReadAsync(item.Source, receiver, ct);
        item.Decoded = receiver.Found;
        if (receiver.Found?.GetType() != item.Source.Entry.GetType())
        {
            item.Problem = NotRestored(item, ProblemKind.Damaged, "it is something else than its index says");
            return;
        }
        if (item.Source.Entry is Entry.File && receiver.Hash != item.Source.Hash)
        {
            item.Problem = NotRestored(item, ProblemKind.Damaged, "its content does not match its hash");
            return;
        }
        item.IsKept = !receiver.Publish();
    }

    /// <summary>
    /// The entry of the tar stream under its name at the target. Owner names that headers cannot hold are in the index.
    /// </summary>
    private static Entry AsPlanned(RestoreItem item, Entry found)
    {
        var indexed = item.Source.Entry.Metadata;
        var metadata = found.Metadata with
        {
            UserName = found.Metadata.UserName.IsEmpty ? indexed.UserName : found.Metadata.UserName,
            GroupName = found.Metadata.GroupName.IsEmpty ? indexed.GroupName : found.Metadata.GroupName,
        };
        return found is Entry.HardLink && item.Entry is Entry.HardLink planned
            ? planned with
            {
                Metadata = metadata,
            }
            : found with
            {
                Path = item.Entry.Path,
                Metadata = metadata,
            };
    }

    private static Problem NotRestored(RestoreItem item, ProblemKind kind, string why) =>
        new(kind, item.Entry.Path, $"{Printable.Quoted(item.Source.Entry.Path)}: not restored: {why}");
}
