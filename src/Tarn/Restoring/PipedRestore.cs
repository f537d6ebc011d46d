using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>Restores entries one after the other as they come out of a tar stream.</summary>
/// <param name="target">Where they go.</param>
/// <param name="options">What is wanted.</param>
/// <param name="journal">Hears what went wrong, and how far it is.</param>
internal sealed class PipedRestore(IRestoreTarget target, RestoreOptions options, Journal journal)
    : ITarHandler,
        IDisposable
{
    private readonly Placing _placing = new(target, journal, mayLackEntries: false);
    private readonly PipedPlan _plan = new(options);
    private RestoreItem? _item;
    private FileReceiver? _file;

    /// <inheritdoc/>
    public void Begin(Entry entry)
    {
        _item = _plan.ItemOf(entry);
        if (_item is not { Problem: null } item)
        {
            return;
        }
        var renamed = item.Entry;
        Guard(() =>
        {
            if (renamed is Entry.Directory directory)
            {
                target.EnterDirectory(directory);
                item.IsEntered = true;
            }
            else if (renamed is Entry.File file && target.Keeps(file))
            {
                item.IsKept = true;
            }
            else
            {
                _file = new FileReceiver(target, _ => renamed, HashAlgorithm.None);
                _file.Begin(entry);
            }
        });
    }

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        if (_item is not { Problem: null })
        {
            return;
        }
        try
        {
            _file?.Content(bytes);
        }
        catch (TargetException failure)
        {
            _item.Fail(failure);
        }
    }

    /// <inheritdoc/>
    public void Hole(long length)
    {
        if (_item is { Problem: null })
        {
            Guard(() => _file?.Hole(length));
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_item is not { } item)
        {
            return;
        }
        if (item is { Problem: null, IsKept: false })
        {
            Guard(() => item.IsKept = _file is not null && !_file.Publish());
        }
        _placing.Finish(item);
        _file?.Dispose();
        _file = null;
        _item = null;
    }

    /// <summary>Leaves all directories; the result of everything.</summary>
    public RestoreResult Complete() =>
        _placing.Complete() with
        {
            NotFound = _plan.NotFound,
            LeftOut = _plan.LeftOut,
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _placing.Dispose();
        _plan.Dispose();
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (TargetException failure)
        {
            _item!.Fail(failure);
        }
    }
}
