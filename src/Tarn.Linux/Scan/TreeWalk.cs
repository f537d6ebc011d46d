using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// One scan. Goes down by directory handles only, without recursion, so that neither the depth of a tree nor the length
/// of its paths is limited. Not thread-safe.
/// </summary>
/// <param name="owners">Names of owners.</param>
/// <param name="filter">What is left out.</param>
/// <param name="leftOut">The directory that is not entered; null for none.</param>
/// <param name="memory">When to go on in temporary files.</param>
internal sealed class TreeWalk(OwnerNames owners, PathFilter filter, FileIdentity? leftOut, ScanMemory memory)
    : IDisposable
{
    private const string LeftOutText = "it is where this run writes, so what is in it is left out";

    private readonly EntryReader _entries = new(owners, filter, memory.FirstNames);

    /// <summary>Lists <paramref name="root"/> and what lies beneath it.</summary>
    internal IEnumerable<Scanned> From(UnixPath root)
    {
        using var descent = new Descent(memory);
        if (Begin(root, descent) is { } failure)
        {
            yield return failure;
        }
        while (!descent.IsDone)
        {
            if (!descent.MoveNext())
            {
                foreach (var (path, errno) in descent.Leave())
                {
                    yield return new Scanned.Unreadable(path, "find the directory again", errno);
                }
                continue;
            }
            var scanned = _entries.Read(descent);
            yield return scanned;
            if (scanned is not Scanned.Found { Entry: Entry.Directory } found)
            {
                continue;
            }
            if ((LeaveOut(found) ?? Enter(descent, found.Path)) is { } missing)
            {
                yield return missing;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private Scanned? LeaveOut(Scanned.Found directory) =>
        directory.Identity.Inode == leftOut?.Inode && directory.Identity.Device == leftOut?.Device
            ? new Scanned.Skipped(directory.Path, LeftOutText)
        : filter.IsElsewhere(directory.Identity) ? new Scanned.LeftOut(directory.Path)
        : null;

    private Scanned? Begin(UnixPath root, Descent descent)
    {
        var parent = SourceRoots.OpenParent(root, out var errno);
        if (parent is null)
        {
            return new Scanned.Unreadable(root, "open the directory it is in", errno);
        }
        if (!root.IsEmpty)
        {
            // Seen as the only name of its parent, a root is an entry like any other.
            descent.Enter(parent, root.Parent, root.Name);
            return null;
        }
        using (parent)
        {
            return Enter(Open(parent, "."u8, out errno), errno, root, descent);
        }
    }

    private Scanned? Enter(Descent descent, UnixPath path) =>
        Enter(Open(descent.Directory, descent.Name, out var errno), errno, path, descent);

    /// <summary>What could be read of a directory is listed even if it fails in the middle.</summary>
    private Scanned? Enter(SafeFileHandle? directory, int errno, UnixPath path, Descent descent)
    {
        if (directory is null)
        {
            return new Scanned.Unreadable(path, "open the directory", errno);
        }
        if (filter.TagIn(directory) is { } tag)
        {
            descent.Enter(directory, path, tag.Span);
            return new Scanned.LeftOut(path);
        }
        errno = descent.Enter(directory, path);
        return errno == 0 ? null : new Scanned.Unreadable(path, "read the directory", errno);
    }

    private static SafeFileHandle? Open(SafeFileHandle parent, ReadOnlySpan<byte> name, out int errno) =>
        FileCalls.OpenUnnoticed(parent, name, OpenFlags.Directory | OpenFlags.NoFollow, out errno);
}
