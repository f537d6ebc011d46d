using System.Runtime.CompilerServices;
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

    /// <summary>
    /// Enough bytes of attributes in a batch that wait to be set by who places it: those of a file are set by who reads it.
    /// </summary>
    private const int EnoughAttributes = 256 << 10;

    private readonly List<RestoreItem> _items = [];
    private int _names;
    private int _done;
    private int _attributes;

    /// <summary>Done when a worker has done what it could.</summary>
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it has no entries.</summary>
    public bool IsEmpty => _items.Count == 0;

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
    /// Reads the entries and restores the files, on a worker, until too much waits in memory. Where it throws,
    /// <see cref="TakeAsync"/> does not go on, and the stages are stopped.
    /// </summary>
    public async Task RunAsync(EntryReader reader, IRestoreTarget target, CancellationToken ct)
    {
        await FetchAsync(reader, ct);
        while (_done < _items.Count && _attributes < EnoughAttributes)
        {
            await DoNextAsync(reader, target, ct);
        }
        _read.SetResult();
    }

    /// <summary>
    /// The entries in archive order, to be placed, once the worker is done; reads what it left. What an item tells of its
    /// attributes is gone with the next.
    /// </summary>
    public async IAsyncEnumerable<RestoreItem> TakeAsync(
        EntryReader reader,
        IRestoreTarget target,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await _read.Task.WaitAsync(ct);
        if (_done < _items.Count)
        {
            await FetchAsync(reader, ct);
        }
        for (var index = 0; index < _items.Count; index++)
        {
            if (index == _done)
            {
                await DoNextAsync(reader, target, ct);
            }
            yield return _items[index];
            _items[index].Decoded = null;
        }
    }

    private async Task DoNextAsync(EntryReader reader, IRestoreTarget target, CancellationToken ct)
    {
        var item = _items[_done++];
        if (item.Problem is null || item.Entry is Entry.Directory)
        {
            await RestoreAsync(item, reader, target, ct);
            _attributes += item.Decoded?.Metadata.Attributes.Sum(attribute => attribute.Value.Length) ?? 0;
        }
    }

    private bool IsNear(SegmentLocation first, SegmentLocation next) =>
        _items.Count < MaxEntries
        && _names < EnoughNames
        && next.Volume == first.Volume
        && next.Offset >= first.Offset
        && next.Offset - first.Offset <= MaxSpan;

    private async Task FetchAsync(EntryReader reader, CancellationToken ct)
    {
        var (first, last) = (_items[_done].Source.Location, _items[^1].Source.Location);
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
        if (item.Decoded is Entry.File)
        {
            item.Decoded = item.Decoded.WithoutAttributes();
        }
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
