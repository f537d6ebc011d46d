using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// One scan. Goes down by directory handles only, with a stack of its own, so that neither the depth of a tree nor
/// the length of its paths is limited. Not thread-safe.
/// </summary>
/// <param name="owners">Names of owners.</param>
/// <param name="filter">What is left out.</param>
/// <param name="leftOut">The directory that is not entered; null for none.</param>
internal sealed class TreeWalk(OwnerNames owners, PathFilter filter, FileIdentity? leftOut)
{
    private const string LeftOutText = "what is in it is left out, as asked for";

    private readonly DirectoryReader _reader = new();
    private readonly EntryReader _entries = new(owners, filter);

    /// <summary>Lists <paramref name="root"/> and what lies beneath it.</summary>
    internal IEnumerable<Scanned> From(UnixPath root)
    {
        var way = new Stack<OpenDirectory>();
        try
        {
            var failure = Begin(root, way);
            if (failure is not null)
            {
                yield return failure;
            }
            while (way.TryPeek(out var directory))
            {
                if (!directory.MoveNext())
                {
                    way.Pop().Close();
                    continue;
                }
                var scanned = _entries.Read(directory);
                yield return scanned;
                if (scanned is not Scanned.Found { Entry: Entry.Directory } found)
                {
                    continue;
                }
                var missing = LeaveOut(found) ?? Enter(directory, found.Path, way);
                if (missing is not null)
                {
                    yield return missing;
                }
            }
        }
        finally
        {
            while (way.TryPop(out var directory))
            {
                directory.Close();
            }
        }
    }

    private Scanned? LeaveOut(Scanned.Found directory) =>
        directory.Identity.Inode == leftOut?.Inode && directory.Identity.Device == leftOut?.Device
            ? new Scanned.Skipped(directory.Path, LeftOutText)
        : filter.IsElsewhere(directory.Identity) ? new Scanned.LeftOut(directory.Path)
        : null;

    private Scanned? Begin(UnixPath root, Stack<OpenDirectory> way)
    {
        var parent = SourceRoots.OpenParent(root, out var errno);
        if (parent is null)
        {
            return new Scanned.Unreadable(root, "open the directory it is in", errno);
        }
        // Seen as the only name of its parent, a root is an entry like any other.
        var place = new OpenDirectory(root.Parent, new SharedDirectory(parent), NameList.Of(root.Name));
        if (!root.IsEmpty)
        {
            way.Push(place);
            return null;
        }
        place.MoveNext();
        var failure = Enter(place, root, way);
        place.Close();
        return failure;
    }

    /// <summary>
    /// Opens the directory that <paramref name="parent"/> is at. What could be read of a directory is listed even
    /// if it fails in the middle.
    /// </summary>
    private Scanned? Enter(OpenDirectory parent, UnixPath path, Stack<OpenDirectory> way)
    {
        var flags = OpenFlags.Directory | OpenFlags.NoFollow;
        var name = path.IsEmpty ? "."u8 : parent.Name;
        var handle = FileCalls.OpenUnnoticed(parent.Handle, name, flags, out var errno);
        if (handle is null)
        {
            return new Scanned.Unreadable(path, "open the directory", errno);
        }
        if (filter.TagIn(handle) is { } tag)
        {
            way.Push(new OpenDirectory(path, new SharedDirectory(handle), NameList.Of(tag.Span)));
            return new Scanned.LeftOut(path);
        }
        var names = _reader.ReadNames(handle, out errno);
        way.Push(new OpenDirectory(path, new SharedDirectory(handle), names));
        return errno == 0 ? null : new Scanned.Unreadable(path, "read the directory", errno);
    }
}
