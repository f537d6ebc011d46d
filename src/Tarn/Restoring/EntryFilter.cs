using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Tarn.Format.Model;

namespace Tarn.Restoring;

/// <summary>
/// Which entries of an archive the rules leave out. As in a backup they are asked about the entries themselves and the
/// directories among them, not about directories above that the archive does not have. Not thread-safe.
/// </summary>
/// <param name="rules">The rules.</param>
internal sealed class EntryFilter(FilterRules rules)
{
    /// <summary>Directories that are in no other one that was asked about, in archive order.</summary>
    private readonly List<UnixPath> _tops = [];

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
        if (isDirectory && (_tops is [] || !path.IsWithin(_tops[^1])))
        {
            _tops.Add(path);
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
        var found = _tops.BinarySearch(path);
        var before = found >= 0 ? found : ~found - 1;
        var start = before >= 0 && path.IsWithin(_tops[before]) ? _tops[before] : path;
        return rules.LeaveOut(start, path, isDirectory: false);
    }
}
