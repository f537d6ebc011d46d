using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Filters;
using Tarn.Linux;
using Tarn.Linux.Scan;
using Tarn.Results;

namespace Tarn.Sources;

/// <summary>Entries from the file system.</summary>
public sealed class TreeSource : IEntrySource
{
    private readonly ByteString _store;
    private readonly ScanFilters _filters;

    /// <summary>Everything at and beneath <paramref name="paths"/>.</summary>
    /// <param name="paths">As people type them: absolute, or relative to the working directory.</param>
    /// <param name="store">
    /// The directory that the backup is written to, if it is one: should it lie beneath a path, its contents are left
    /// out, and that is reported. Empty for none.
    /// </param>
    /// <param name="filters">What else is left out; nothing if null.</param>
    /// <exception cref="SourceException">One does not exist, or is no path.</exception>
    public TreeSource(IEnumerable<ByteString> paths, ByteString store, ScanFilters? filters = null)
    {
        _store = store;
        _filters = filters ?? ScanFilters.None;
        try
        {
            Roots = [.. paths.Select(path => SourcePath.Resolve(path.Span))];
            var scanner = new TreeScanner(leftOut: null, _filters);
            // Checks that they are there; nothing is listed yet.
            _ = scanner.Scan(Roots);
            Excluded = FindExcluded(scanner);
        }
        catch (FileSystemException failure)
        {
            throw new SourceException(failure.MessageWithAdvice, failure);
        }
        catch (ArgumentException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
    }

    /// <summary>The paths as they are named in the archive.</summary>
    public IReadOnlyList<UnixPath> Roots { get; }

    /// <summary>Paths that the filters leave out as a whole, each with the rule that does.</summary>
    public IReadOnlyList<(UnixPath Path, FilterRule Rule)> Excluded { get; }

    /// <summary>
    /// What the filters have left out since <see cref="Read"/> began: entries, where a directory and all in it count
    /// as one, and directories without their contents. Final once all was read.
    /// </summary>
    public long LeftOut { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<SourceItem> Read()
    {
        // Asked only now: a store may have been made since.
        var leftOut = _store.IsEmpty ? null : DirectoryIdentity.Of(_store);
        LeftOut = 0;
        foreach (var scanned in new TreeScanner(leftOut, _filters).Scan(Roots))
        {
            if (scanned is Scanned.LeftOut)
            {
                LeftOut++;
            }
            else
            {
                yield return ToItem(scanned);
            }
        }
    }

    private List<(UnixPath Path, FilterRule Rule)> FindExcluded(TreeScanner scanner)
    {
        var excluded = new List<(UnixPath, FilterRule)>();
        foreach (var root in Roots.Distinct())
        {
            if (scanner.FindExclude(root) is { } rule)
            {
                excluded.Add((root, rule));
            }
        }
        return excluded;
    }

    private static SourceItem ToItem(Scanned scanned) =>
        scanned switch
        {
            Scanned.Found found => new SourceItem.Found(
                found.Entry,
                found.Identity,
                found.Content is null ? null : new TreeContent(found.Content)
            )
            {
                Loss = found.Loss,
            },
            Scanned.Unreadable unreadable => new SourceItem.Lost(
                new Problem(ProblemKind.Unreadable, unreadable.Path, Describe(unreadable))
            ),
            Scanned.Skipped skipped => new SourceItem.Lost(
                new Problem(
                    ProblemKind.Skipped,
                    skipped.Path,
                    $"{Printable.Quoted(skipped.Path)}: skipped: {skipped.Why}"
                )
            ),
            _ => throw new UnreachableException(),
        };

    private static string Describe(Scanned.Unreadable unreadable) =>
        new FileSystemException(
            new ByteString([(byte)'/', .. unreadable.Path.Span]),
            unreadable.Errno,
            unreadable.What
        ).Message;
}
