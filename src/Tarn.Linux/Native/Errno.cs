using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>Error numbers (asm-generic/errno-base.h and errno.h), the same on x86-64 and arm64.</summary>
internal static class Errno
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EIO = 5;
    internal const int ENXIO = 6;
    internal const int EACCES = 13;
    internal const int EEXIST = 17;
    internal const int ENOTDIR = 20;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int ERANGE = 34;
    internal const int ENAMETOOLONG = 36;
    internal const int ENOSYS = 38;
    internal const int ELOOP = 40;
    internal const int ENODATA = 61;
    internal const int EOPNOTSUPP = 95;
    internal const int ESTALE = 116;

    /// <summary>The error of the call on this thread that just returned <paramref name="result"/>; 0 if it worked.</summary>
    internal static int Of(nint result) => result < 0 ? Marshal.GetLastPInvokeError() : 0;
}
