using System.Runtime.CompilerServices;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Linux.Spill;
using Tarn.Reading;

namespace Tarn.Restoring;

/// <summary>Turns the wanted entries of an archive into items to restore.</summary>
/// <param name="entries">The archive's entries.</param>
/// <param name="options">What is wanted.</param>
internal sealed class RestorePlan(IEntryList entries, RestoreOptions options) : IDisposable
{
    private readonly Renaming _renaming = new(options.StripComponents);
    private readonly WantedPaths _wanted = new(options.Paths);
    private readonly EntryFilter _filter = new(options.Rules);

    /// <summary>First names that are not wanted themselves, and the names at which their content is restored instead.</summary>
    private readonly SpillTable _stoodIn = new();

    /// <summary>Wanted paths that the archive does not have; known once all items were taken.</summary>
    public IReadOnlyList<UnixPath> NotFound => _wanted.Unseen;

    /// <summary>Whether all of the index that was needed could be read; known once all items were taken.</summary>
    public bool HasWholeIndex => entries.IsWhole;

    /// <summary>Entries that the rules left out; known once all items were taken.</summary>
    public long LeftOut => _filter.LeftOut;

    /// <summary>The items in archive order. A hard link whose first name is not wanted becomes a file.</summary>
    public async IAsyncEnumerable<RestoreItem> ItemsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (entry, lost) in entries.ReadAsync(options.Paths, ct))
        {
            _wanted.See(entry.Entry.Path);
            if (_filter.LeavesOut(entry.Entry) || _renaming.Apply(entry.Entry) is not { } renamed)
            {
                continue;
            }
            var item =
                renamed is Entry.HardLink link && !IsWanted(((Entry.HardLink)entry.Entry).Target)
                    ? await StandInAsync(entry, link, ct)
                    : new RestoreItem(entry, renamed) { Lost = lost };
            item.Problem = _renaming.FindClash(entry.Entry, renamed);
            yield return item;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _renaming.Dispose();
        _filter.Dispose();
        _stoodIn.Dispose();
    }

    private bool IsWanted(UnixPath path) =>
        _wanted.Contains(path)
        && !_filter.HasLeftOut(path)
        && !path.StripComponents(options.StripComponents).IsEmpty;

    private async Task<RestoreItem> StandInAsync(
        IndexEntry entry,
        Entry.HardLink renamed,
        CancellationToken ct
    )
    {
        var first = ((Entry.HardLink)entry.Entry).Target;
        if (_stoodIn.TryGet(first.Span, out var earlier))
        {
            return new RestoreItem(entry, renamed with { Target = new UnixPath(earlier) });
        }
        var content = await entries.FindAsync(first, ct);
        if (content is null)
        {
            return new RestoreItem(entry, renamed);
        }
        _stoodIn.Set(first.Span, renamed.Path.Span);
        return new RestoreItem(content, content.Entry with { Path = renamed.Path });
    }
}
