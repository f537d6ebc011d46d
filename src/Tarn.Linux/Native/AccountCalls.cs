using System.Runtime.InteropServices;
using Tarn.Format.Bytes;

namespace Tarn.Linux.Native;

/// <summary>
/// Names and numbers of users and groups, asked of whatever the system is set up to ask (nsswitch.conf(5)). What
/// cannot be found out counts as unknown.
/// </summary>
internal static unsafe partial class AccountCalls
{
    /// <summary>First buffer, bytes; a group with many members needs more.</summary>
    private const int FirstBuffer = 2048;

    /// <summary>Largest buffer tried, bytes: some 100,000 members.</summary>
    private const int LastBuffer = 2 << 20;

    /// <summary>A call with a buffer of that size; ERANGE asks for a larger one.</summary>
    private delegate int Question(byte* buffer, nuint size);

    /// <summary>geteuid(2).</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint GetEffectiveUserId();

    internal static ByteString UserName(uint id)
    {
        ByteString name = default;
        Ask(
            (buffer, size) =>
            {
                var errno = GetPwUid(id, out var user, buffer, size, out var found);
                name =
                    found == 0
                        ? default
                        : new ByteString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(user.Name));
                return errno;
            }
        );
        return name;
    }

    internal static ByteString GroupName(uint id)
    {
        ByteString name = default;
        Ask(
            (buffer, size) =>
            {
                var errno = GetGrGid(id, out var group, buffer, size, out var found);
                name =
                    found == 0
                        ? default
                        : new ByteString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(group.Name));
                return errno;
            }
        );
        return name;
    }

    internal static uint? UserId(ByteString name)
    {
        uint? id = null;
        Ask(
            (buffer, size) =>
            {
                fixed (byte* bytes = CString.Terminate(name.Span, stackalloc byte[CString.StackSize]))
                {
                    var errno = GetPwNam(bytes, out var user, buffer, size, out var found);
                    id = found == 0 ? null : user.UserId;
                    return errno;
                }
            }
        );
        return id;
    }

    internal static uint? GroupId(ByteString name)
    {
        uint? id = null;
        Ask(
            (buffer, size) =>
            {
                fixed (byte* bytes = CString.Terminate(name.Span, stackalloc byte[CString.StackSize]))
                {
                    var errno = GetGrNam(bytes, out var group, buffer, size, out var found);
                    id = found == 0 ? null : group.GroupId;
                    return errno;
                }
            }
        );
        return id;
    }

    private static void Ask(Question question)
    {
        for (var size = FirstBuffer; size <= LastBuffer; size *= 4)
        {
            var again = true;
            while (again)
            {
                fixed (byte* buffer = new byte[size])
                {
                    var errno = question(buffer, (nuint)size);
                    if (errno is not (Errno.EINTR or Errno.ERANGE))
                    {
                        return;
                    }
                    again = errno == Errno.EINTR;
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int GetPwUid(uint id, out Passwd user, byte* buffer, nuint size, out nint found);

    [LibraryImport("libc", EntryPoint = "getgrgid_r")]
    private static partial int GetGrGid(uint id, out Group group, byte* buffer, nuint size, out nint found);

    [LibraryImport("libc", EntryPoint = "getpwnam_r")]
    private static partial int GetPwNam(
        byte* name,
        out Passwd user,
        byte* buffer,
        nuint size,
        out nint found
    );

    [LibraryImport("libc", EntryPoint = "getgrnam_r")]
    private static partial int GetGrNam(
        byte* name,
        out Group group,
        byte* buffer,
        nuint size,
        out nint found
    );
}
