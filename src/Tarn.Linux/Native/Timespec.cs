using System.Runtime.InteropServices;
using Tarn.Format.Model;

namespace Tarn.Linux.Native;

/// <summary>struct timespec of time.h on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Timespec(long seconds, long nanoseconds)
{
    internal const int Size = 16;

    private readonly long _seconds = seconds;
    private readonly long _nanoseconds = nanoseconds;

    /// <summary>Leaves a time as it is: UTIME_OMIT of sys/stat.h.</summary>
    internal static Timespec Unchanged => new(0, (1L << 30) - 2);

    internal static Timespec From(UnixTime time) => new(time.Seconds, time.Nanoseconds);
}
