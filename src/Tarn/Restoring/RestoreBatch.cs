using System.Runtime.CompilerServices;
using Tarn.Format.Index;
using Tarn.Format.Model;

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
    public async Task RunAsync(EntryRestorer restorer, CancellationToken ct)
    {
        await FetchAsync(restorer, ct);
        while (_done < _items.Count && _attributes < EnoughAttributes)
        {
            await DoNextAsync(restorer, ct);
        }
        _read.SetResult();
    }

    /// <summary>
    /// The entries in archive order, to be placed, once the worker is done; reads what it left. What an item tells of its
    /// attributes is gone with the next.
    /// </summary>
    public async IAsyncEnumerable<RestoreItem> TakeAsync(
        EntryRestorer restorer,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await _read.Task.WaitAsync(ct);
        if (_done < _items.Count)
        {
            await FetchAsync(restorer, ct);
        }
        for (var index = 0; index < _items.Count; index++)
        {
            if (index == _done)
            {
                await DoNextAsync(restorer, ct);
            }
            yield return _items[index];
            _items[index].Decoded = null;
        }
    }

    private async Task DoNextAsync(EntryRestorer restorer, CancellationToken ct)
    {
        var item = _items[_done++];
        if (item.Problem is null || item.Entry is Entry.Directory)
        {
            await restorer.RestoreAsync(item, ct);
            _attributes += item.Decoded?.Metadata.Attributes.Sum(attribute => attribute.Value.Length) ?? 0;
        }
    }

    private async Task FetchAsync(EntryRestorer restorer, CancellationToken ct)
    {
        var (first, last) = (_items[_done].Source.Location, _items[^1].Source.Location);
        if (last.Offset > first.Offset)
        {
            await restorer.FetchAsync(first.Volume, first.Offset, last.Offset, ct);
        }
    }

    private bool IsNear(SegmentLocation first, SegmentLocation next) =>
        _items.Count < MaxEntries
        && _names < EnoughNames
        && next.Volume == first.Volume
        && next.Offset >= first.Offset
        && next.Offset - first.Offset <= MaxSpan;
}
