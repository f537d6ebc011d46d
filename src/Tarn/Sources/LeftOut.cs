using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Scan;

namespace Tarn.Sources;

/// <summary>
/// One directory whose contents are left out of a scan: the store that the backup goes to. Told by its inode, so that
/// it is found under whatever name the scan comes to it.
/// </summary>
internal sealed class LeftOut
{
    private readonly FileIdentity? _directory;
    private UnixPath _found;

    /// <summary>Leaves out what is in <paramref name="directory"/>; nothing if there is no such directory.</summary>
    public LeftOut(ByteString directory)
    {
        try
        {
            // With a slash at its end a symbolic link means what it leads to.
            var path = SourcePath.Resolve([.. directory.Span, (byte)'/']);
            _directory = new TreeScanner().Scan([path]).OfType<Scanned.Found>().First().Identity;
        }
        catch (FileSystemException)
        {
            _directory = null;
        }
    }

    /// <summary>Whether this entry, which comes in its order, is the directory itself.</summary>
    public bool Is(Scanned scanned)
    {
        var isDirectory =
            scanned is Scanned.Found { Entry: Entry.Directory, Identity: var identity }
            && identity.Inode == _directory?.Inode
            && identity.Device == _directory?.Device;
        if (isDirectory)
        {
            _found = ((Scanned.Found)scanned).Entry.Path;
        }
        return isDirectory;
    }

    /// <summary>Whether something lies in the directory, which has come by before.</summary>
    public bool Contains(UnixPath path) => !_found.IsEmpty && path != _found && path.IsWithin(_found);
}
