using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>
/// The way to the bytes of a file that a scan found. Keeps a share of the handle of the file's directory, or of one
/// above it, until it is disposed, so it can be opened long after the scan has gone on; the file itself is not open yet.
/// Thread-safe, except that nothing may overlap <see cref="Dispose"/>.
/// </summary>
public sealed class FileContent : IDisposable
{
    private readonly Entry.File _file;
    private readonly FileIdentity _identity;
    private readonly int _begin;
    private SharedDirectory? _directory;

    /// <param name="directory">The file's directory, or one above it.</param>
    /// <param name="begin">Where, in the file's path, the way from that directory to the file begins.</param>
    /// <param name="file">The file.</param>
    /// <param name="identity">What tells it from others.</param>
    internal FileContent(SharedDirectory directory, int begin, Entry.File file, FileIdentity identity)
    {
        // Invariant: the scan holds a share itself while it makes contents, so this cannot fail.
        ObjectDisposedException.ThrowIf(!directory.TryShare(), directory);
        _directory = directory;
        _begin = begin;
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
        var handle = OpenFrom(_directory.Handle, out var errno);
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

    private SafeFileHandle? OpenFrom(SafeFileHandle directory, out int errno)
    {
        // Without O_NONBLOCK a named pipe that took the file's place would hold us up.
        var flags = OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking;
        var way = _file.Path.Span[_begin..];
        var slash = way.LastIndexOf((byte)'/');
        if (slash < 0)
        {
            return FileCalls.OpenUnnoticed(directory, way, flags, out errno);
        }
        using var parent = new Beneath(directory).Open(way[..slash], OpenFlags.Path, out errno);
        return parent is null ? null : FileCalls.OpenUnnoticed(parent, way[(slash + 1)..], flags, out errno);
    }

    private bool IsTheSameFile(in Statx status) =>
        status.Kind == FileKind.Regular
        && status.Inode == _identity.Inode
        && status.Device == _identity.Device;
}
