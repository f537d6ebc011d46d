using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// Directories: made before their contents and open to nobody else, given their metadata after them. One
/// thread may enter directories while another leaves those that are done.
/// </summary>
internal sealed class DirectoryRestorer(
    RestoreRules rules,
    Beneath beneath,
    Parents parents,
    MetadataWriter metadata
) : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly EnteredInodes _entered = new();
    private readonly WayBack _wayBack = new(beneath);

    /// <exception cref="FileSystemException">It is not there and cannot be made, or something else is in its place.</exception>
    internal void Enter(Entry.Directory directory)
    {
        var parent = parents.OpenOrMake(directory.Path);
        try
        {
            // Its contents come next, so it is a parent from now on.
            var entered = parents.Keep(directory.Path, OpenOrMake(parent.Handle, directory));
            try
            {
                Remember(entered.Handle, directory);
            }
            finally
            {
                entered.Release();
            }
        }
        finally
        {
            parent.Release();
        }
    }

    /// <exception cref="InvalidOperationException">It was not entered.</exception>
    /// <exception cref="FileSystemException">Its metadata cannot be set, or it is not the one that was entered (ESTALE).</exception>
    internal Placement Leave(Entry.Directory directory)
    {
        var entered =
            _entered.Take(directory.Path)
            ?? throw new InvalidOperationException($"The directory '{directory.Path}' was not entered.");
        return metadata.Apply(_wayBack.Open(directory, entered), directory);
    }

    /// <inheritdoc/>
    public void Dispose() => _wayBack.Dispose();

    private SafeFileHandle OpenOrMake(SafeFileHandle parent, Entry.Directory directory)
    {
        var name = directory.Path.Name;
        var errno = DirectoryCalls.Make(parent, name, OwnerOnly);
        ThrowIf(errno == Errno.EEXIST ? 0 : errno, directory, "make the directory");
        var flags = OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow;
        var handle = FileCalls.Open(parent, name, flags, 0, out errno);
        if (errno == Errno.ENOTDIR && rules.Overwrite != Overwrite.Never)
        {
            ThrowIf(NameCalls.Remove(parent, name), directory, "remove what is in its place");
            ThrowIf(DirectoryCalls.Make(parent, name, OwnerOnly), directory, "make the directory");
            handle = FileCalls.Open(parent, name, flags, 0, out errno);
        }
        return handle ?? throw new FileSystemException(directory.Path, errno, "open the directory");
    }

    private void Remember(SafeFileHandle handle, Entry.Directory directory)
    {
        ThrowIf(StatusCalls.OfHandle(handle, out var status), directory, "look at it");
        OpenToOwner(handle, status, directory);
        _entered.Add(directory.Path, status);
    }

    /// <summary>
    /// A directory that was there before, from a restore that was cut off, say, may not let its owner write. Its
    /// real mode comes when it is left.
    /// </summary>
    private static void OpenToOwner(SafeFileHandle handle, in Statx status, Entry.Directory directory)
    {
        var user = AccountCalls.GetEffectiveUserId();
        if (user != 0 && status.UserId == user && (status.Mode & OwnerOnly) != OwnerOnly)
        {
            var errno = MetadataCalls.SetModeByPathHandle(handle, status.Mode | OwnerOnly);
            ThrowIf(errno, directory, "make the directory writable");
        }
    }

    private static void ThrowIf(int errno, Entry.Directory directory, string whatWasTried)
    {
        if (errno != 0)
        {
            throw new FileSystemException(directory.Path, errno, whatWasTried);
        }
    }
}
