using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// The way to the bytes of a file that a scan found. Keeps a share of the handle of the file's directory until it is
/// disposed, so it can be opened long after the scan has gone on; the file itself is not open yet. Thread-safe,
/// except that nothing may overlap <see cref="Dispose"/>.
/// </summary>
public sealed class FileContent : IDisposable
{
    private readonly Entry.File _file;
    private readonly FileIdentity _identity;
    private SharedDirectory? _directory;

    internal FileContent(SharedDirectory directory, Entry.File file, FileIdentity identity)
    {
        // Invariant: the scan holds a share itself while it makes contents, so this cannot fail.
        ObjectDisposedException.ThrowIf(!directory.TryShare(), directory);
        _directory = directory;
        _file = file;
        _identity = identity;
    }

    /// <summary>Opens the file. May be called more than once; each reader is the caller's to dispose.</summary>
    /// <exception cref="FileSystemException">
    /// It cannot be opened, or is not the file that the scan found (errno ESTALE).
    /// </exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public FileReader Open()
    {
        ObjectDisposedException.ThrowIf(_directory is null, this);
        // Without O_NONBLOCK a named pipe that took the file's place would hold us up.
        var flags = OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking;
        var handle = FileCalls.OpenUnnoticed(_directory.Handle, _file.Path.Name, flags, out var errno);
        if (handle is null)
        {
            // A symbolic link or a socket where the file was.
            errno = errno is Errno.ELOOP or Errno.ENXIO ? Errno.ESTALE : errno;
            throw new FileSystemException(SourceRoots.Absolute(_file.Path), errno, "open the file");
        }
        errno = StatusCalls.OfHandle(handle, out var status);
        if (errno == 0 && !IsTheSameFile(status))
        {
            errno = Errno.ESTALE;
        }
        if (errno != 0)
        {
            handle.Dispose();
            throw new FileSystemException(SourceRoots.Absolute(_file.Path), errno, "open the file");
        }
        return new FileReader(handle, _file, _identity, status);
    }

    /// <summary>Gives up the share of the directory. Readers already open are not touched.</summary>
    public void Dispose() => Interlocked.Exchange(ref _directory, null)?.Release();

    private bool IsTheSameFile(in Statx status) =>
        status.Kind == FileKind.Regular
        && status.Inode == _identity.Inode
        && status.Device == _identity.Device;
}
