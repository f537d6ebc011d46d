using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>Flags of open(2), from asm-generic/fcntl.h; two of them differ on arm64 (asm/fcntl.h there).</summary>
internal static class OpenFlags
{
    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int ReadWrite = 2;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;
    internal const int NonBlocking = 0x800;
    internal const int NoAccessTime = 0x4_0000;
    internal const int CloseOnExec = 0x8_0000;
    internal const int Path = 0x20_0000;

    private static readonly bool IsArm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    internal static readonly int Directory = IsArm64 ? 0x4000 : 0x1_0000;
    internal static readonly int NoFollow = IsArm64 ? 0x8000 : 0x2_0000;
}
