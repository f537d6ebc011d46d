using System.IO.Hashing;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Results;

namespace Tarn.Restoring;

/// <summary>The names entries get at the target. Not thread-safe.</summary>
/// <param name="stripComponents">Leading components to take off.</param>
internal sealed class Renaming(int stripComponents)
{
    /// <summary>
    /// Hashes of the names given already: true for a directory's. Kept only where two entries can get the same.
    /// </summary>
    private readonly Dictionary<UInt128, bool> _given = [];

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
        var name = XxHash128.HashToUInt128(renamed.Path.Span);
        if (_given.TryAdd(name, isDirectory) || (isDirectory && _given[name]))
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

    private UnixPath Apply(UnixPath path) =>
        stripComponents == 0 ? path : path.StripComponents(stripComponents);
}
