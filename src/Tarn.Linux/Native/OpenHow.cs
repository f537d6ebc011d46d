using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>struct open_how of linux/openat2.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct OpenHow(ulong flags, ulong resolve)
{
    internal const int Size = 24;

    private readonly ulong _flags = flags;
    private readonly ulong _mode;
    private readonly ulong _resolve = resolve;
}
