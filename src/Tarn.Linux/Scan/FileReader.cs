using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Reads a file from its beginning to its end. One thread at a time.</summary>
public sealed class FileReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Entry.File _file;
    private readonly FileIdentity _identity;

    internal FileReader(SafeFileHandle handle, Entry.File file, FileIdentity identity)
    {
        _handle = handle;
        _file = file;
        _identity = identity;
    }

    /// <summary>
    /// Reads the next bytes: at least one unless the file is at its end, which now may be before or beyond the size
    /// that the scan saw.
    /// </summary>
    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="FileSystemException">It cannot be read.</exception>
    public int Read(Span<byte> buffer)
    {
        var count = FileCalls.Read(_handle, buffer, out var errno);
        return errno == 0 ? count : throw Failure(errno, "read the file");
    }

    /// <summary>
    /// Whether the file's size, mtime or ctime are others than the scan saw. Asked after the last byte it tells
    /// whether what was read can be trusted to be one state of the file.
    /// </summary>
    /// <exception cref="FileSystemException">It cannot be found out.</exception>
    public bool HasChanged()
    {
        var errno = StatusCalls.OfHandle(_handle, out var status);
        if (errno != 0)
        {
            throw Failure(errno, "look at the file again");
        }
        return status.Length != _file.Size
            || status.Mtime != _file.Metadata.Mtime
            || status.Identity.Ctime != _identity.Ctime;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private FileSystemException Failure(int errno, string whatWasTried) =>
        new(SourceRoots.Absolute(_file.Path), errno, whatWasTried);
}
