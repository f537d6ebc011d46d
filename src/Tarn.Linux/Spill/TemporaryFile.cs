using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Spill;

/// <summary>Files without a name, for what would take too much memory.</summary>
internal static class TemporaryFile
{
    private const int OwnerOnly = 0x180; // 0600

    /// <summary>
    /// An empty one in <paramref name="directory"/>, open for reading and writing. Unlinked already:
    /// nothing is left of it, however the process ends.
    /// </summary>
    /// <exception cref="FileSystemException">It cannot be made.</exception>
    internal static SafeFileHandle Open(string directory)
    {
        var path = ByteString.FromText(Path.Combine(directory, $".tarn-{Guid.NewGuid():N}.spill"));
        using var here = Descriptors.WorkingDirectory;
        var flags = OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
        var file =
            FileCalls.Open(here, path.Span, flags, OwnerOnly, out var errno)
            ?? throw new FileSystemException(path, errno, "make a temporary file");
        errno = NameCalls.Remove(here, path.Span);
        if (errno != 0)
        {
            file.Dispose();
            throw new FileSystemException(path, errno, "remove a temporary file");
        }
        return file;
    }
}
