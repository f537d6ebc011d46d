using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux;

/// <summary>
/// A directory handle with several users: closed when the last of them releases it. Takes ownership of the handle;
/// whoever makes it is the first user. Thread-safe.
/// </summary>
internal sealed class SharedDirectory
{
    private readonly SafeFileHandle _handle;
    private readonly OpenCount? _count;
    private int _users = 1;

    /// <summary>Takes a handle, which <paramref name="count"/>, if there is one, counts as long as it is open.</summary>
    internal SharedDirectory(SafeFileHandle handle, OpenCount? count = null)
    {
        _handle = handle;
        _count = count;
        count?.Increment();
    }

    /// <summary>Valid as long as the caller has not released its share.</summary>
    internal SafeFileHandle Handle => _handle;

    /// <summary>Becomes a further user, unless the handle is closed already.</summary>
    internal bool TryShare()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var before = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (before == users)
            {
                return true;
            }
            users = before;
        }
        return false;
    }

    /// <summary>To be called once by each user.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _handle.Dispose();
            _count?.Decrement();
        }
    }
}
