using System.Diagnostics;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Restore;
using Tarn.Linux.Scan;

namespace Tarn.Tests.Linux;

/// <summary>Short ways to restore, as the operation does it.</summary>
internal static class Restoring
{
    internal static readonly Metadata Plain = new(
        0x1A4,
        0,
        0,
        default,
        default,
        new UnixTime(1_600_000_000, 7)
    );

    internal static RestoreTree Into(TestTree tree, Overwrite overwrite = Overwrite.Never) =>
        RestoreTree.Open(tree.Bytes, new RestoreRules { Overwrite = overwrite });

    internal static Entry.File FileAt(string path, int size) => new(UnixPath.FromText(path), Plain, size);

    internal static Entry.Directory DirectoryAt(string path) =>
        new(UnixPath.FromText(path), Plain with { Mode = 0x1ED });

    internal static Entry.Symlink SymlinkAt(string path, string target) =>
        new(UnixPath.FromText(path), Plain, ByteString.FromText(target));

    internal static Entry.HardLink HardLinkAt(string path, string target) =>
        new(UnixPath.FromText(path), Plain, UnixPath.FromText(target));

    internal static Placement Put(this RestoreTree target, Entry.File file, ReadOnlySpan<byte> content)
    {
        using var staged = target.Stage(file);
        staged.Write(content);
        return staged.Publish();
    }

    internal static Placement Put(this RestoreTree target, string path, ReadOnlySpan<byte> content) =>
        target.Put(FileAt(path, content.Length), content);

    /// <summary>A whole scan, with the first components of its paths taken off.</summary>
    internal static void PutAll(this RestoreTree target, IEnumerable<Scanned> scan, int strip)
    {
        var way = new Stack<Entry.Directory>();
        foreach (var found in scan.Cast<Scanned.Found>())
        {
            var entry = found.Entry with { Path = found.Entry.Path.StripComponents(strip) };
            while (way.TryPeek(out var left) && !entry.Path.IsWithin(left.Path))
            {
                target.LeaveDirectory(way.Pop());
            }
            if (entry is Entry.Directory directory)
            {
                target.EnterDirectory(directory);
                way.Push(directory);
                continue;
            }
            var placement = entry switch
            {
                Entry.File file => target.Put(file, Snapshot.ReadAll(found.Content!)),
                Entry.Symlink link => target.MakeSymlink(link),
                Entry.HardLink link => target.MakeHardLink(
                    link with
                    {
                        Target = link.Target.StripComponents(strip),
                    }
                ),
                Entry.Fifo fifo => target.MakeFifo(fifo),
                Entry.Device device => target.MakeDevice(device),
                _ => throw new UnreachableException(),
            };
            Debug.Assert(placement == Placement.Placed, "nothing was there before");
        }
        while (way.TryPop(out var left))
        {
            target.LeaveDirectory(left);
        }
    }
}
