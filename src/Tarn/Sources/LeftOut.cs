using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Scan;

namespace Tarn.Sources;

/// <summary>
/// Leaves the contents of one directory out of a scan: the store that the backup goes to. It is told by its inode, so
/// that it is found under whatever name the scan comes to it.
/// </summary>
internal static class LeftOut
{
    /// <summary>
    /// The scan without what is in <paramref name="directory"/>; there, it says that something was left out. A directory
    /// that does not exist leaves nothing out.
    /// </summary>
    public static IEnumerable<Scanned> Without(this IEnumerable<Scanned> scan, ByteString directory)
    {
        var identity = IdentityOf(directory);
        UnixPath? inside = null;
        foreach (var scanned in scan)
        {
            if (inside is { } path && scanned.Path.IsWithin(path))
            {
                (scanned as Scanned.Found)?.Content?.Dispose();
                continue;
            }
            yield return scanned;
            if (scanned is Scanned.Found { Entry: Entry.Directory } found && IsSame(found.Identity, identity))
            {
                inside = scanned.Path;
                yield return new Scanned.Skipped(scanned.Path, "it is the store itself");
            }
        }
    }

    private static bool IsSame(FileIdentity left, FileIdentity? right) =>
        left.Inode == right?.Inode && left.Device == right?.Device;

    private static FileIdentity? IdentityOf(ByteString directory)
    {
        try
        {
            // With a slash at its end a symbolic link means what it leads to.
            var path = SourcePath.Resolve([.. directory.Span, (byte)'/']);
            var first = new TreeScanner().Scan([path]).First();
            return first.Path == path && first is Scanned.Found found ? found.Identity : null;
        }
        catch (FileSystemException)
        {
            return null;
        }
    }
}
