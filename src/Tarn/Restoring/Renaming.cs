using System.IO.Hashing;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Spill;
using Tarn.Results;

namespace Tarn.Restoring;

/// <summary>The names entries get at the target. Not thread-safe.</summary>
/// <param name="stripComponents">Leading components to take off.</param>
/// <param name="memoryLimit">Most bytes in memory of names that are remembered.</param>
internal sealed class Renaming(int stripComponents, int memoryLimit = SpillTable.DefaultMemory) : IDisposable
{
    private const byte Directory = 1;
    private const byte Other = 0;

    /// <summary>
    /// By hash of the name, what has been given it: a directory, or something else. Kept only where two entries can get
    /// the same.
    /// </summary>
    private readonly SpillTable _given = new(memoryLimit);

    /// <summary>The entry under its new name; null if nothing is left of the name.</summary>
    public Entry? Apply(Entry entry)
    {
        var path = Apply(entry.Path);
        if (path.IsEmpty)
        {
            return null;
        }
        return entry is Entry.HardLink link
            ? link with
            {
                Path = path,
                Target = Apply(link.Target),
            }
            : entry with
            {
                Path = path,
            };
    }

    /// <summary>
    /// Asked once for each entry: what is wrong if another one got the same name before, so that one would replace the
    /// other; null if nothing is. Directories become one without harm.
    /// </summary>
    public Problem? FindClash(Entry entry, Entry renamed)
    {
        if (stripComponents == 0)
        {
            return null;
        }
        var isDirectory = renamed is Entry.Directory;
        var name = XxHash128.Hash(renamed.Path.Span);
        if (!_given.TryGet(name, out var given))
        {
            _given.Set(name, [isDirectory ? Directory : Other]);
            return null;
        }
        if (isDirectory && given[0] == Directory)
        {
            return null;
        }
        return new Problem(
            ProblemKind.Unwritable,
            renamed.Path,
            $"{Printable.Quoted(entry.Path)}: not restored: without its first parts it has the same name as another entry, "
                + $"{Printable.Quoted(renamed.Path)}; restore it alone, elsewhere"
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _given.Dispose();

    private UnixPath Apply(UnixPath path) =>
        stripComponents == 0 ? path : path.StripComponents(stripComponents);
}
