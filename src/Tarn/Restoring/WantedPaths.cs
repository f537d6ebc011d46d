using Tarn.Format.Bytes;

namespace Tarn.Restoring;

/// <summary>What is wanted of an archive, and which of it has not come yet. Not thread-safe.</summary>
/// <param name="paths">The paths at and beneath which entries are wanted; everything if there are none.</param>
internal sealed class WantedPaths(IReadOnlyList<UnixPath> paths)
{
    private readonly List<UnixPath> _unseen = [.. paths];

    /// <summary>Paths at and beneath which no entry has come.</summary>
    public IReadOnlyList<UnixPath> Unseen => _unseen;

    /// <summary>Whether an entry of that path is wanted.</summary>
    public bool Contains(UnixPath path) => path.IsWithinAny(paths);

    /// <summary>A wanted entry has come.</summary>
    public void See(UnixPath path)
    {
        if (_unseen.Count > 0)
        {
            _unseen.RemoveAll(path.IsWithin);
        }
    }
}
