using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Reads a file from its beginning to its end, without its holes. One thread at a time.</summary>
public sealed class FileReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly Entry.File _file;
    private readonly FileIdentity _identity;
    private int _extent;
    private long _position;

    internal FileReader(SafeFileHandle handle, Entry.File file, FileIdentity identity, in Statx status)
    {
        _handle = handle;
        _file = file;
        _identity = identity;
        // A file that is shorter by now has no hole where it ends.
        Map = status.MayHaveHoles && status.Length >= file.Size ? Holes.Find(handle, file.Size) : null;
        Attributes = AttributeReader.Read(handle, [], out var loss);
        Loss = loss is null ? null : $"{Printable.Quoted(file.Path)}: stored {loss}";
    }

    /// <summary>Where the file has data; null if it has no holes.</summary>
    public SparseMap? Map { get; }

    /// <summary>The file's extended attributes.</summary>
    public ExtendedAttributes Attributes { get; }

    /// <summary>Which attributes could not be read, and why, for people; null for none.</summary>
    public string? Loss { get; }

    /// <summary>
    /// Reads the next bytes of data: at least one unless the file is at its end, which now may be before or beyond the
    /// size that the scan saw.
    /// </summary>
    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="FileSystemException">It cannot be read.</exception>
    public int Read(Span<byte> buffer)
    {
        var part = Map is null ? buffer : buffer[..(int)Math.Min(buffer.Length, FindExtent(Map))];
        var count = FileCalls.Read(_handle, _position, part, out var errno);
        _position += count;
        return errno == 0 ? count : throw Failure(errno, "read the file");
    }

    /// <summary>Goes to the next data: how many bytes of it there are. Behind the last extent whatever has been added.</summary>
    private long FindExtent(SparseMap map)
    {
        for (; _extent < map.Extents.Count; _extent++)
        {
            var extent = map.Extents[_extent];
            _position = Math.Max(_position, extent.Offset);
            if (_position < extent.End)
            {
                return extent.End - _position;
            }
        }
        _position = Math.Max(_position, _file.Size);
        return long.MaxValue;
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
