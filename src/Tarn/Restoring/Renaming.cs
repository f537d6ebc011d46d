using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Restoring;

/// <summary>The names entries get at the target.</summary>
/// <param name="stripComponents">Leading components to take off.</param>
internal sealed class Renaming(int stripComponents)
{
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

    private UnixPath Apply(UnixPath path) =>
        stripComponents == 0 ? path : path.StripComponents(stripComponents);
}
