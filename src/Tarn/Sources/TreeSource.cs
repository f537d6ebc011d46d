using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Linux;
using Tarn.Linux.Scan;
using Tarn.Results;

namespace Tarn.Sources;

/// <summary>Entries from the file system.</summary>
public sealed class TreeSource : IEntrySource
{
    private readonly ByteString _store;

    /// <summary>Everything at and beneath <paramref name="paths"/>.</summary>
    /// <param name="paths">As people type them: absolute, or relative to the working directory.</param>
    /// <param name="store">
    /// The directory that the backup is written to, if it is one: should it lie beneath a path, its contents are left
    /// out, and that is reported. Empty for none.
    /// </param>
    /// <exception cref="SourceException">One does not exist, or is no path.</exception>
    public TreeSource(IEnumerable<ByteString> paths, ByteString store)
    {
        try
        {
            Roots = [.. paths.Select(path => SourcePath.Resolve(path.Span))];
            _store = store;
            // Checks that they are there; nothing is listed yet.
            _ = new TreeScanner().Scan(Roots);
        }
        catch (FileSystemException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
        catch (ArgumentException failure)
        {
            throw new SourceException(failure.Message, failure);
        }
    }

    /// <summary>The paths as they are named in the archive.</summary>
    public IReadOnlyList<UnixPath> Roots { get; }

    /// <inheritdoc/>
    public IEnumerable<SourceItem> Read()
    {
        // Asked only now: a store may have been made since.
        var leftOut = _store.IsEmpty ? null : DirectoryIdentity.Of(_store);
        return new TreeScanner(leftOut).Scan(Roots).Select(ToItem);
    }

    private static SourceItem ToItem(Scanned scanned) =>
        scanned switch
        {
            Scanned.Found found => new SourceItem.Found(
                found.Entry,
                found.Identity,
                found.Content is null ? null : new TreeContent(found.Content)
            ),
            Scanned.Unreadable unreadable => new SourceItem.Lost(
                new Problem(ProblemKind.Unreadable, unreadable.Path, Describe(unreadable))
            ),
            Scanned.Skipped skipped => new SourceItem.Lost(
                new Problem(ProblemKind.Skipped, skipped.Path, $"/{skipped.Path}: skipped: {skipped.Why}")
            ),
            _ => throw new UnreachableException(),
        };

    private static string Describe(Scanned.Unreadable unreadable) =>
        new FileSystemException(
            ByteString.FromText("/" + unreadable.Path),
            unreadable.Errno,
            unreadable.What
        ).Message;
}
