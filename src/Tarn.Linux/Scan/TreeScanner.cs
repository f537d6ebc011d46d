using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// Lists everything beneath some paths of this system. Asks for the name of each owner once. Not thread-safe, while
/// the contents it hands out may be read on any thread.
/// </summary>
public sealed class TreeScanner
{
    private readonly OwnerNames _owners = new();
    private readonly FileIdentity? _leftOut;
    private readonly ScanFilters _filters;
    private readonly ScanMemory _memory;

    /// <summary>Prepares scans.</summary>
    /// <param name="leftOut">
    /// A directory whose contents are left out under whatever name the scan comes to it; null for none.
    /// </param>
    /// <param name="filters">What else is left out; nothing if null.</param>
    public TreeScanner(FileIdentity? leftOut = null, ScanFilters? filters = null)
        : this(leftOut, filters, new ScanMemory()) { }

    internal TreeScanner(FileIdentity? leftOut, ScanFilters? filters, ScanMemory memory)
    {
        _leftOut = leftOut;
        _filters = filters ?? ScanFilters.None;
        _memory = memory;
    }

    /// <summary>
    /// Lists each root and what lies beneath it, in the order of <see cref="UnixPath.CompareTo"/>: a directory right
    /// before its contents. Symbolic links are entries, never followed; only those among a root's ancestors are.
    /// </summary>
    /// <param name="roots">
    /// Paths from <see cref="SourcePath.Resolve"/>, in any order. A root within another one is dropped. The empty
    /// path stands for everything in the root directory, which is no entry itself.
    /// </param>
    /// <returns>
    /// The findings, made while they are taken. Names of large directories, and inodes that have names not yet seen, wait
    /// in temporary files where there are many.
    /// </returns>
    /// <exception cref="ArgumentException">A root is not a path an archive can hold.</exception>
    /// <exception cref="FileSystemException">A root does not exist or cannot be looked at; nothing is listed then.</exception>
    public IEnumerable<Scanned> Scan(IReadOnlyList<UnixPath> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var starts = SourceRoots.Merge(roots);
        // Also those within others: a name that was mistyped is one wherever it lies, and a file system that was asked
        // for is one wherever it is mounted.
        var devices = roots.Select(root => SourceRoots.Look(root).Device).ToHashSet();
        return Walk(starts, new PathFilter(_filters, devices));
    }

    /// <summary>The rule that leaves a root out, and so everything in it; null if none does.</summary>
    /// <exception cref="FileSystemException">The root does not exist or cannot be looked at.</exception>
    public FilterRule? FindExclude(UnixPath root) =>
        !_filters.Rules.IsEmpty
        && !root.IsEmpty
        && _filters.Rules.Find(root, SourceRoots.Look(root).Kind == FileKind.Directory)
            is { IsInclude: false } rule
            ? rule
            : null;

    private IEnumerable<Scanned> Walk(IReadOnlyList<UnixPath> starts, PathFilter filter)
    {
        using var walk = new TreeWalk(_owners, filter, _leftOut, _memory);
        foreach (var start in starts)
        {
            foreach (var scanned in walk.From(start))
            {
                yield return scanned;
            }
        }
    }
}
