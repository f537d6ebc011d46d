using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>Numbers of the calls for which not every C library has a function (asm/unistd.h).</summary>
internal static class SystemCall
{
    internal const nint OpenAt2 = 437;

    internal static readonly nint GetDents64 = Number(x64: 217, arm64: 61);
    internal static readonly nint MkNodAt = Number(x64: 259, arm64: 33);
    internal static readonly nint RenameAt2 = Number(x64: 316, arm64: 276);

    private static nint Number(int x64, int arm64) =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => x64,
            Architecture.Arm64 => arm64,
            var other => throw new PlatformNotSupportedException(
                $"Tarn runs on x86-64 and arm64, not on {other}."
            ),
        };
}
