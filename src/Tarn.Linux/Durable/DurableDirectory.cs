using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;
using Tarn.Linux.Spill;

namespace Tarn.Linux.Durable;

/// <summary>
/// A directory whose files appear whole or not at all, and stay after a power failure: each is written under a
/// temporary name, which begins with a dot, and published under its final name, which does not. Private to its
/// owner: files have mode 0600, directories that it makes 0700. Thread-safe, except that nothing may overlap
/// <see cref="Dispose"/>.
/// </summary>
public sealed class DurableDirectory : IDisposable
{
    private const int FileMode = 0x180; // 0600
    private const int DirectoryMode = 0x1C0; // 0700

    private readonly ByteString _path;
    private readonly SafeFileHandle _directory;

    private DurableDirectory(ByteString path, SafeFileHandle directory)
    {
        _path = path;
        _directory = directory;
    }

    /// <summary>
    /// Opens <paramref name="path"/>, absolute or relative to the working directory; with <paramref name="create"/>
    /// makes it and its ancestors if they are missing.
    /// </summary>
    /// <exception cref="FileSystemException">It does not exist, is not a directory, or cannot be made or opened.</exception>
    public static DurableDirectory Open(ByteString path, bool create)
    {
        if (create)
        {
            return new DurableDirectory(
                path,
                DirectoryPath.OpenOrMake(path, OpenFlags.ReadOnly, DirectoryMode)
            );
        }
        var directory = DirectoryPath.Open(path.Span, OpenFlags.ReadOnly, out var errno);
        return directory is not null
            ? new DurableDirectory(path, directory)
            : throw new FileSystemException(path, errno, "open the directory");
    }

    /// <summary>
    /// A new, empty file for reading and writing; the handle is the caller's, and the file is in use until it is closed
    /// (see <see cref="RemoveLeftover"/>).
    /// </summary>
    /// <exception cref="ArgumentException">The name does not begin with a dot, or is not that of a file.</exception>
    /// <exception cref="FileSystemException">It cannot be made; EEXIST if the name is taken.</exception>
    public SafeFileHandle CreateTemporary(string name)
    {
        var flags = OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
        var bytes = DurableName.OfTemporary(name);
        while (true)
        {
            var file =
                FileCalls.Open(_directory, bytes, flags, FileMode, out var errno)
                ?? throw Failure(bytes, errno, "create the file");
            // Waits for whoever takes it for a leftover. Where there are no locks nobody removes leftovers either.
            _ = FileCalls.Lock(file);
            errno = StatusCalls.OfHandle(file, out var status);
            if (errno != 0 || status.Links > 0)
            {
                return file;
            }
            file.Dispose();
        }
    }

    /// <summary>
    /// Removes a temporary file that no process is writing any more: one that was killed has left it. The file's lock
    /// tells, which its writer holds, and which goes with it.
    /// </summary>
    /// <returns>Whether it was removed; false also if there is none, and where the file system has no locks.</returns>
    /// <exception cref="ArgumentException">The name does not begin with a dot, or is not that of a file.</exception>
    public bool RemoveLeftover(string name)
    {
        var bytes = DurableName.OfTemporary(name);
        var flags = OpenFlags.ReadWrite | OpenFlags.NoFollow | OpenFlags.NonBlocking;
        using var file = FileCalls.Open(_directory, bytes, flags, 0, out _);
        return file is not null
            && FileCalls.TryLock(file) == 0
            && StatusCalls.OfHandle(file, out var locked) == 0
            && StatusCalls.OfName(_directory, bytes, out var named) == 0
            && locked.IsSameInode(named)
            && NameCalls.Remove(_directory, bytes) == 0;
    }

    /// <summary>
    /// Gives a temporary file its final name. When this returns, its content and its name are on disk. If it throws,
    /// the file may have either name or both.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not of its kind.</exception>
    /// <exception cref="FileSystemException">It cannot be done; EEXIST if the final name is taken.</exception>
    public void Publish(string temporaryName, string finalName)
    {
        var temporary = DurableName.OfTemporary(temporaryName);
        var final = DurableName.OfFinal(finalName);
        using (var file = OpenRegular(temporary))
        {
            ThrowIf(FileCalls.Sync(file), temporary, "bring the file to disk");
        }
        ThrowIf(RenameNew(temporary, final), final, "name the file");
        SyncNames();
    }

    /// <summary>Removes a file of either kind, for good when this returns.</summary>
    /// <exception cref="ArgumentException">It is not the name of a file.</exception>
    /// <exception cref="FileSystemException">It cannot be removed; ENOENT if there is none.</exception>
    public void Remove(string name)
    {
        var bytes = DurableName.OfAny(name);
        ThrowIf(NameCalls.Remove(_directory, bytes), bytes, "remove the file");
        SyncNames();
    }

    /// <summary>The published files in order of the bytes of their names. Whatever is not a regular file is left out.</summary>
    /// <exception cref="FileSystemException">The directory cannot be read.</exception>
    public IEnumerable<DurableFile> List() => List(temporary: false);

    /// <summary>The temporary files: those being written, and what killed processes have left; ordered like the others.</summary>
    /// <exception cref="FileSystemException">The directory cannot be read.</exception>
    public IEnumerable<DurableFile> ListTemporary() => List(temporary: true);

    /// <summary>A file of either kind for reading; the handle is the caller's.</summary>
    /// <exception cref="ArgumentException">It is not the name of a file.</exception>
    /// <exception cref="FileSystemException">It cannot be opened, or is not a regular file.</exception>
    public SafeFileHandle OpenRead(string name) => OpenRegular(DurableName.OfAny(name));

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    private SafeFileHandle OpenRegular(byte[] name)
    {
        var flags = OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking;
        var file =
            FileCalls.Open(_directory, name, flags, 0, out var errno)
            ?? throw Failure(name, errno, "open the file");
        errno = StatusCalls.OfHandle(file, out var status);
        if (errno == 0 && status.Kind == FileKind.Regular)
        {
            return file;
        }
        file.Dispose();
        throw Failure(name, errno == 0 ? Errno.EINVAL : errno, "open it as a file");
    }

    /// <summary>Some file systems cannot refuse a taken name while renaming, but any of them can while linking.</summary>
    private int RenameNew(byte[] temporary, byte[] final)
    {
        var errno = NameCalls.RenameNew(_directory, temporary, final);
        if (errno is not (Errno.EINVAL or Errno.ENOSYS))
        {
            return errno;
        }
        errno = NameCalls.Link(_directory, temporary, _directory, final);
        return errno != 0 ? errno : NameCalls.Remove(_directory, temporary);
    }

    /// <summary>EINVAL says that this file system has nothing of the kind to offer.</summary>
    private void SyncNames()
    {
        var errno = FileCalls.Sync(_directory);
        if (errno is not (0 or Errno.EINVAL or Errno.EOPNOTSUPP))
        {
            throw new FileSystemException(_path, errno, "bring the directory to disk");
        }
    }

    private IEnumerable<DurableFile> List(bool temporary)
    {
        using var listed =
            FileCalls.Open(_directory, "."u8, OpenFlags.Directory, 0, out var errno)
            ?? throw new FileSystemException(_path, errno, "open the directory");
        using var reader = new DirectoryReader();
        using var names = new SpillStack(SpillStack.DefaultMemory);
        errno = reader.ReadNames(listed, names);
        if (errno != 0)
        {
            throw new FileSystemException(_path, errno, "read the directory");
        }
        while (names.Length > 0)
        {
            if (Find(names.Pop(), temporary) is { } file)
            {
                yield return file;
            }
        }
    }

    /// <summary>Null for what is not to be listed, has a name that is not text, or vanished in between.</summary>
    private DurableFile? Find(ReadOnlySpan<byte> name, bool temporary)
    {
        if (name.StartsWith("."u8) != temporary || DurableName.Decode(name) is not { } text)
        {
            return null;
        }
        var errno = StatusCalls.OfName(_directory, name, out var status);
        if (errno == Errno.ENOENT)
        {
            return null;
        }
        ThrowIf(errno, name, "look at the file");
        return status.Kind == FileKind.Regular ? new DurableFile(text, status.Length) : null;
    }

    private void ThrowIf(int errno, ReadOnlySpan<byte> name, string whatWasTried)
    {
        if (errno != 0)
        {
            throw Failure(name, errno, whatWasTried);
        }
    }

    private FileSystemException Failure(ReadOnlySpan<byte> name, int errno, string whatWasTried) =>
        new(new ByteString([.. _path.Span, (byte)'/', .. name]), errno, whatWasTried);
}
