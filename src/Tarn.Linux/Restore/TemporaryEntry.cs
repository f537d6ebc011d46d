using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Something new under a temporary name in the directory where it belongs, which then takes its real name in one
/// step, or goes again. One thread at a time.
/// </summary>
internal sealed class TemporaryEntry : IDisposable
{
    /// <summary>How often a name that is taken is tried to be avoided: left-overs of a process with our number.</summary>
    private const int MaxNames = 10_000;

    /// <summary>How often the real name may come and go while we look at it before we give up.</summary>
    private const int MaxTries = 16;

    private readonly SharedDirectory _directory;
    private readonly byte[] _name;
    private bool _isGone;

    private TemporaryEntry(SharedDirectory directory, byte[] name)
    {
        _directory = directory;
        _name = name;
    }

    /// <summary>Makes something of that name in that directory; an errno, EEXIST if the name is taken.</summary>
    internal delegate int Maker(SafeFileHandle directory, ReadOnlySpan<byte> name);

    internal SafeFileHandle Directory => _directory.Handle;

    internal ReadOnlySpan<byte> Name => _name;

    /// <summary>Takes the caller's share of <paramref name="directory"/>, also if it throws.</summary>
    /// <exception cref="FileSystemException">It cannot be made.</exception>
    internal static TemporaryEntry Make(
        SharedDirectory directory,
        TemporaryNames names,
        Entry entry,
        Maker make
    )
    {
        var errno = Errno.EEXIST;
        for (var tries = 0; errno == Errno.EEXIST && tries < MaxNames; tries++)
        {
            var name = names.Next();
            errno = make(directory.Handle, name);
            if (errno == 0)
            {
                return new TemporaryEntry(directory, name);
            }
        }
        directory.Release();
        throw new FileSystemException(entry.Path, errno, "create it");
    }

    /// <summary>Takes the entry's name, if what has that name gives way to it.</summary>
    /// <returns>Whether the entry is there now; if not, what had the name was kept.</returns>
    /// <exception cref="FileSystemException">It cannot be named so; EISDIR if a directory has that name.</exception>
    internal bool TryTakeName(Entry entry, Overwrite overwrite)
    {
        var errno = Errno.EEXIST;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            errno = TakeFreeName(entry.Path.Name);
            if (errno != Errno.EEXIST)
            {
                break;
            }
            errno = StatusCalls.OfName(Directory, entry.Path.Name, out var existing);
            if (errno == Errno.ENOENT)
            {
                continue;
            }
            if (errno == 0 && existing.Kind != FileKind.Directory)
            {
                if (OverwriteCheck.Keeps(overwrite, entry, existing))
                {
                    return false;
                }
                if (IsSameInode(existing))
                {
                    return true;
                }
                errno = NameCalls.Replace(Directory, _name, entry.Path.Name);
                break;
            }
            errno = errno == 0 ? Errno.EISDIR : errno;
            break;
        }
        _isGone = errno == 0;
        return _isGone ? true : throw new FileSystemException(entry.Path, errno, "give it its name");
    }

    /// <summary>Removes what did not take its name. Says nothing if it cannot: it has a name that no entry has.</summary>
    public void Dispose()
    {
        if (!_isGone)
        {
            _ = NameCalls.Remove(Directory, _name);
            _isGone = true;
        }
        _directory.Release();
    }

    /// <summary>
    /// Where the file system cannot refuse a taken name while renaming, a link does; where it has no links either,
    /// looking first must do.
    /// </summary>
    private int TakeFreeName(ReadOnlySpan<byte> name)
    {
        var errno = NameCalls.RenameNew(Directory, _name, name);
        if (errno is not (Errno.EINVAL or Errno.ENOSYS))
        {
            return errno;
        }
        errno = NameCalls.Link(Directory, _name, Directory, name);
        if (errno is not (Errno.EPERM or Errno.EOPNOTSUPP or Errno.ENOSYS))
        {
            return errno != 0 ? errno : NameCalls.Remove(Directory, _name);
        }
        errno = StatusCalls.OfName(Directory, name, out _);
        return errno switch
        {
            0 => Errno.EEXIST,
            Errno.ENOENT => NameCalls.Replace(Directory, _name, name),
            _ => errno,
        };
    }

    /// <summary>Renaming over another name of the same inode would leave both names.</summary>
    private bool IsSameInode(in Statx existing) =>
        StatusCalls.OfName(Directory, _name, out var ours) == 0 && ours.IsSameInode(existing);
}
