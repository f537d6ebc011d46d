using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Tarn.Format.Model;
using Tarn.Linux.Spill;

namespace Tarn.Restoring;

/// <summary>
/// Which entries of an archive the rules leave out. As in a backup they are asked about the entries themselves and the
/// directories among them, not about directories above that the archive does not have. Not thread-safe.
/// </summary>
/// <param name="rules">The rules.</param>
/// <param name="memoryLimit">Most bytes in memory of directories that are remembered.</param>
internal sealed class EntryFilter(FilterRules rules, int memoryLimit = SpillList.DefaultMemory) : IDisposable
{
    /// <summary>Directories that are in no other one that was asked about, in archive order: an archive can have many.</summary>
    private readonly SpillList _tops = new(memoryLimit);

    private UnixPath? _lastTop;
    private UnixPath? _leftOut;

    /// <summary>Entries left out; a directory and all in it count as one.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether an entry is left out. To be asked once about each entry, in archive order.</summary>
    public bool LeavesOut(Entry entry)
    {
        if (rules.IsEmpty)
        {
            return false;
        }
        var path = entry.Path;
        if (_leftOut is { } directory && path.IsWithin(directory))
        {
            return true;
        }
        var isDirectory = entry is Entry.Directory;
        if (isDirectory && (_lastTop is not { } top || !path.IsWithin(top)))
        {
            _tops.Add(path.Span);
            _lastTop = path;
        }
        if (!rules.Exclude(path, isDirectory))
        {
            return false;
        }
        LeftOut++;
        _leftOut = isDirectory ? path : _leftOut;
        return true;
    }

    /// <summary>Whether something that is no directory, and that came before, was left out.</summary>
    public bool HasLeftOut(UnixPath path)
    {
        if (rules.IsEmpty)
        {
            return false;
        }
        var start = FindTopBefore(path) is { } top && path.IsWithin(top) ? top : path;
        return rules.LeaveOut(start, path, isDirectory: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _tops.Dispose();

    /// <summary>The last one that does not come after <paramref name="path"/>; null if there is none.</summary>
    private UnixPath? FindTopBefore(UnixPath path)
    {
        var (low, high) = (0L, _tops.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (new UnixPath(_tops.At(middle)) <= path)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low == 0 ? null : new UnixPath(_tops.At(low - 1));
    }
}
