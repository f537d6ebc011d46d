using Tarn.Format.Model;
using Tarn.Linux.Restore;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// Goes through what would be restored, in archive order, and tells what would become of it. Counts as a restore does.
/// </summary>
internal sealed class Foresight : IDisposable
{
    private readonly TreePreview _preview;
    private readonly Action<Entry, Outlook> _show;
    private readonly ForeseenTarget _target;
    private readonly Placing _placing;

    /// <summary>Looks at what is at the target.</summary>
    /// <param name="preview">The target.</param>
    /// <param name="show">Is told of each entry.</param>
    /// <param name="journal">Hears what would go wrong.</param>
    public Foresight(TreePreview preview, Action<Entry, Outlook> show, Journal journal)
    {
        _preview = preview;
        _show = show;
        _target = new ForeseenTarget(preview);
        _placing = new Placing(_target, journal, mayLackEntries: false);
    }

    /// <summary>Tells of one item.</summary>
    public void Tell(RestoreItem item)
    {
        try
        {
            if (item is { Problem: null, Entry: Entry.Directory directory })
            {
                _target.EnterDirectory(directory);
            }
            item.IsKept = item is { Problem: null, Entry: Entry.File file } && _target.Keeps(file);
        }
        catch (TargetException failure)
        {
            item.Fail(failure);
        }
        _placing.Finish(item);
        _show(item.Entry, OutlookOf(item));
    }

    /// <summary>The result of everything.</summary>
    public RestoreResult Complete() => _placing.Complete();

    /// <inheritdoc/>
    public void Dispose() => _placing.Dispose();

    private Outlook OutlookOf(RestoreItem item) =>
        item.Problem is not null ? Outlook.Fail
        : item.IsKept ? Outlook.Keep
        : _preview.Of(item.Entry);
}
