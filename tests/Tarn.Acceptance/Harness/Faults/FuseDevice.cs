using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>/dev/fuse: each read gives one whole question, each write takes one whole answer.</summary>
internal static unsafe partial class FuseDevice
{
    private const int Eintr = 4;
    private const int Enoent = 2; // the question was taken back

    /// <summary>False once the file system is unmounted.</summary>
    internal static bool TryRead(SafeFileHandle device, byte[] bytes, out int length)
    {
        do
        {
            fixed (byte* start = bytes)
            {
                length = (int)read(device, start, (nuint)bytes.Length);
            }
        } while (length < 0 && Marshal.GetLastPInvokeError() is Eintr or Enoent);
        return length > 0;
    }

    /// <summary>Whether the answer still interests anybody does not matter.</summary>
    internal static void Write(SafeFileHandle device, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            _ = write(device, start, (nuint)bytes.Length);
        }
    }

#pragma warning disable IDE1006, SA1300 // The names of the C library.
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle file, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeFileHandle file, byte* bytes, nuint count);
}
