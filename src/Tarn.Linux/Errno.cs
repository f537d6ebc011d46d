using System.Runtime.InteropServices;

namespace Tarn.Linux;

/// <summary>
/// Error numbers of Linux (errno(3); asm-generic/errno-base.h and errno.h), the same on x86-64 and arm64, and what
/// they mean to people.
/// </summary>
public static class Errno
{
#pragma warning disable CS1591 // Their names are those of errno(3), which says what each means.
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int ENXIO = 6;
    public const int EAGAIN = 11;
    public const int EACCES = 13;
    public const int EEXIST = 17;
    public const int ENOTDIR = 20;
    public const int EISDIR = 21;
    public const int EINVAL = 22;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int EFBIG = 27;
    public const int ENOSPC = 28;
    public const int EROFS = 30;
    public const int EPIPE = 32;
    public const int ERANGE = 34;
    public const int ENAMETOOLONG = 36;
    public const int ENOSYS = 38;
    public const int ELOOP = 40;
    public const int ENODATA = 61;
    public const int EOPNOTSUPP = 95;
    public const int ETIMEDOUT = 110;
    public const int ESTALE = 116;
    public const int EDQUOT = 122;
#pragma warning restore CS1591

    /// <summary>What <paramref name="errno"/> means, for people.</summary>
    public static string Describe(int errno) =>
        errno switch
        {
            ELOOP => "a symbolic link is where none is followed (or links lead in a circle)",
            ESTALE => "something else has taken its place in the meantime",
            _ => Marshal.GetPInvokeErrorMessage(errno),
        };

    /// <summary>What a person can do about it: a clause without capital and full stop.</summary>
    public static string Advise(int errno) =>
        errno switch
        {
            ENOENT => "look whether the path is right, and whether what should be there is mounted",
            ENOTDIR => "look whether the path is right: there must be a directory",
            EPERM or EACCES => "run as a user who may use it, or change its owner or permissions",
            EROFS => "mount the file system writable, or choose another place",
            ENOSPC or EDQUOT => "make room there or choose another place, then run again",
            EFBIG => "the file system or a limit (ulimit -f) takes no larger file: make smaller ones",
            EMFILE or ENFILE => "raise the limit of open files (ulimit -n), or do less at once (-j)",
            EIO => "the device is failing: look into the system's log, and copy what is there elsewhere",
            _ => "look into the system's log, and run again",
        };

    /// <summary>The error of the call on this thread that just returned <paramref name="result"/>; 0 if it worked.</summary>
    internal static int Of(nint result) => result < 0 ? Marshal.GetLastPInvokeError() : 0;
}
