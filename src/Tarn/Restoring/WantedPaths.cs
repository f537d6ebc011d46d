using Tarn.Format.Bytes;
using Tarn.Reading;

namespace Tarn.Restoring;

/// <summary>What is wanted of an archive, and which of it has not come yet. Not thread-safe.</summary>
/// <param name="paths">The paths at and beneath which entries are wanted; everything if there are none.</param>
internal sealed class WantedPaths(IReadOnlyList<UnixPath> paths)
{
    private readonly PathSelection _selection = new(paths);
    private readonly HashSet<UnixPath> _unseen = [.. paths];

    /// <summary>Paths at and beneath which no entry has come.</summary>
    public IReadOnlyList<UnixPath> Unseen => [.. paths.Where(_unseen.Contains)];

    /// <summary>Whether an entry of that path is wanted.</summary>
    public bool Contains(UnixPath path) => _selection.Contains(path);

    /// <summary>A wanted entry has come.</summary>
    public void See(UnixPath path)
    {
        while (_unseen.Count > 0)
        {
            _unseen.Remove(path);
            if (path.IsEmpty)
            {
                return;
            }
            path = path.Parent;
        }
    }
}
