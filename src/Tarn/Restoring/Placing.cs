using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>
/// Does, in archive order, what needs order: links after what they name, directories when everything in them is done.
/// Counts and reports. One thread.
/// </summary>
/// <param name="target">Where entries go.</param>
/// <param name="journal">Hears what went wrong, and how far it is.</param>
/// <param name="mayLackEntries">Whether there may have been entries of which not even the names are left.</param>
internal sealed class Placing(IRestoreTarget target, Journal journal, bool mayLackEntries) : IDisposable
{
    private readonly EnteredDirectories _entered = new();
    private readonly UnlinkableNames _unlinkable = new(mayLackEntries);
    private long _entries;
    private long _contentBytes;
    private long _kept;
    private long _notWritten;

    /// <summary>Finishes an item whose content, if it has any, is restored.</summary>
    public void Finish(RestoreItem item)
    {
        // What has lost its name says nothing of how far the others are.
        if (item.Source.Entry.Metadata != Metadata.Unknown)
        {
            LeaveDirectoriesBefore(item.Entry);
        }
        LoseWithFirstName(item);
        if (item is { Problem: null, IsKept: false })
        {
            Make(item);
        }
        if (item is { IsEntered: true })
        {
            // Damaged headers or not, the index knows what the directory is to look like.
            _entered.Add((Entry.Directory)(item.Decoded ?? item.Entry));
        }
        RememberFirstName(item);
        if (item.Problem is { } problem)
        {
            journal.Report(problem);
        }
        if (item is { Problem: not null, IsPlaced: false })
        {
            _notWritten += item.IsRefused ? 1 : 0;
        }
        else if (item.IsKept)
        {
            _kept++;
            if (MayHaveMoreNames(item) && !target.Has(item.Decoded ?? item.Entry))
            {
                _unlinkable.AddOther(item.Entry.Path);
            }
        }
        else
        {
            _entries++;
            _contentBytes += item.Entry.ContentLength;
        }
        journal.Report(new Progress(_entries, _contentBytes, 0, item.Entry.Path));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _entered.Dispose();
        _unlinkable.Dispose();
    }

    /// <summary>Leaves all directories; the result of everything.</summary>
    public RestoreResult Complete()
    {
        while (_entered.TryLeave(null) is { } directory)
        {
            Leave(directory);
        }
        return new RestoreResult(_entries, _contentBytes, _kept, journal.Problems)
        {
            NotWritten = _notWritten,
        };
    }

    /// <summary>
    /// A further name of a file that did not come out is not made: what has the first name at the target, if anything
    /// has, was there before and need not be that file.
    /// </summary>
    private void LoseWithFirstName(RestoreItem item)
    {
        if (
            item is { Problem: null, Entry: Entry.HardLink link }
            && _unlinkable.Find(link.Target) is { } first
        )
        {
            item.Problem = new Problem(
                first.Kind,
                link.Path,
                $"{Printable.Quoted(item.Source.Entry.Path)}: not restored: it is another name of "
                    + $"{Printable.Quoted(link.Target)}, which {first.Why}"
            );
        }
    }

    private void RememberFirstName(RestoreItem item)
    {
        if (!MayHaveMoreNames(item))
        {
            return;
        }
        if (item is { Problem: { } problem, IsPlaced: false })
        {
            _unlinkable.AddLost(item.Entry.Path, problem.Kind);
        }
        else
        {
            _unlinkable.AddPlaced(item.Entry.Path);
        }
    }

    /// <summary>As far as the index tells; what comes out of a pipe may have.</summary>
    private static bool MayHaveMoreNames(RestoreItem item) =>
        item.Entry is not (Entry.Directory or Entry.HardLink) && item.Source.Identity.Links != 1;

    private void Make(RestoreItem item)
    {
        if ((item.Decoded ?? item.Entry) is Entry.File or Entry.Directory)
        {
            return;
        }
        try
        {
            item.IsKept = !target.Make(item.Decoded ?? item.Entry);
        }
        catch (TargetException failure)
        {
            item.Fail(failure);
        }
    }

    private void LeaveDirectoriesBefore(Entry next)
    {
        while (_entered.TryLeave(next.Path) is { } directory)
        {
            Leave(directory);
        }
    }

    private void Leave(Entry.Directory directory)
    {
        try
        {
            target.LeaveDirectory(directory);
        }
        catch (TargetException failure)
        {
            journal.Report(new Problem(failure.Kind, directory.Path, failure.Message));
        }
    }
}
