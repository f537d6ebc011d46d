using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;
using Tarn.Linux.Spill;

namespace Tarn.Linux;

/// <summary>Files and devices that somebody names, to be read from beginning to end.</summary>
public static class InputFile
{
    /// <summary>Opens a regular file or a block device, following symbolic links; the handle is the caller's.</summary>
    /// <param name="path">Absolute, or relative to the working directory.</param>
    /// <param name="length">Its length, bytes.</param>
    /// <exception cref="FileSystemException">It cannot be opened, or is neither.</exception>
    public static SafeFileHandle Open(ByteString path, out long length)
    {
        using var here = Descriptors.WorkingDirectory;
        var file =
            FileCalls.Open(here, path.Span, OpenFlags.ReadOnly | OpenFlags.NonBlocking, 0, out var errno)
            ?? throw new FileSystemException(path, errno, "open it");
        errno = StatusCalls.OfHandle(file, out var status);
        length = 0;
        if (errno == 0 && status.Kind is FileKind.Regular or FileKind.BlockDevice)
        {
            length = FileCalls.FindEnd(file, out errno);
        }
        else if (errno == 0)
        {
            errno = status.Kind == FileKind.Directory ? Errno.EISDIR : Errno.EINVAL;
        }
        if (errno == 0)
        {
            return file;
        }
        file.Dispose();
        throw new FileSystemException(path, errno, "read it");
    }

    /// <summary>
    /// The regular files in a directory and all those beneath it, sorted, or else the path itself; and directories that cannot
    /// be opened, as which they can then be told of. Symbolic links in it are passed over.
    /// </summary>
    /// <exception cref="FileSystemException">A directory cannot be read.</exception>
    public static IEnumerable<ByteString> FilesAt(ByteString path)
    {
        using var reader = new DirectoryReader();
        var found = new List<ByteString>();
        var waiting = new Stack<ByteString>([path]);
        while (waiting.TryPop(out var next))
        {
            using var directory = DirectoryPath.Open(next.Span, OpenFlags.ReadOnly, out _);
            if (directory is null)
            {
                // What is no directory was named by somebody; what cannot be listed says so when it is opened.
                yield return next;
                continue;
            }
            ReadDirectory(directory, next, reader, found, waiting);
            foreach (var file in found)
            {
                yield return file;
            }
            found.Clear();
        }
    }

    private static void ReadDirectory(
        SafeFileHandle directory,
        ByteString path,
        DirectoryReader reader,
        List<ByteString> files,
        Stack<ByteString> directories
    )
    {
        using var names = new SpillStack(SpillStack.DefaultMemory);
        var errno = reader.ReadNames(directory, names);
        if (errno != 0)
        {
            throw new FileSystemException(path, errno, "read the directory");
        }
        while (names.Length > 0)
        {
            var name = names.Pop();
            var kind = StatusCalls.OfName(directory, name, out var status) == 0 ? status.Kind : default;
            var child = new ByteString([.. path.Span.TrimEnd((byte)'/'), (byte)'/', .. name]);
            if (kind == FileKind.Regular)
            {
                files.Add(child);
            }
            else if (kind == FileKind.Directory)
            {
                directories.Push(child);
            }
        }
    }
}
