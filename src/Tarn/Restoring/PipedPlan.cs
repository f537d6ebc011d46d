using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Results;

namespace Tarn.Restoring;

/// <summary>Turns the wanted entries of a tar stream into items to restore, one after the other.</summary>
/// <param name="options">What is wanted.</param>
internal sealed class PipedPlan(RestoreOptions options) : IDisposable
{
    private readonly Renaming _renaming = new(options.StripComponents);
    private readonly WantedPaths _wanted = new(options.Paths);
    private readonly EntryFilter _filter = new(options.Rules);

    /// <summary>Wanted paths that have not come yet.</summary>
    public IReadOnlyList<UnixPath> NotFound => _wanted.Unseen;

    /// <summary>Entries that the rules left out.</summary>
    public long LeftOut => _filter.LeftOut;

    /// <summary>
    /// The item for an entry, null if it is not wanted. A further name of something that is not wanted has a problem:
    /// what has gone by does not come back, and what has the first name at the target was there before.
    /// </summary>
    public RestoreItem? ItemOf(Entry entry)
    {
        if (!_wanted.Contains(entry.Path))
        {
            return null;
        }
        _wanted.See(entry.Path);
        if (_filter.LeavesOut(entry) || _renaming.Apply(entry) is not { } renamed)
        {
            return null;
        }
        var indexed = new IndexEntry(entry, default, default, EntryFlags.None, default);
        var item = new RestoreItem(indexed, renamed)
        {
            Decoded = renamed,
            Problem = _renaming.FindClash(entry, renamed),
        };
        if (entry is Entry.HardLink link && !IsWanted(link.Target))
        {
            item.Problem = new Problem(
                ProblemKind.Unwritable,
                renamed.Path,
                $"{Printable.Quoted(entry.Path)}: not restored: it is another name of {Printable.Quoted(link.Target)}, which was "
                    + "not asked for and has gone by in the pipe: ask for both, or restore from a store"
            );
        }
        return item;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _renaming.Dispose();
        _filter.Dispose();
    }

    private bool IsWanted(UnixPath path) =>
        _wanted.Contains(path)
        && !_filter.HasLeftOut(path)
        && !path.StripComponents(options.StripComponents).IsEmpty;
}
