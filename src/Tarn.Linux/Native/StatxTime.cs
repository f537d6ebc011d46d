using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>struct statx_timestamp of linux/stat.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct StatxTime
{
    internal const int Size = 16;

    internal readonly long Seconds;
    internal readonly uint Nanoseconds;
    private readonly int _reserved;
}
