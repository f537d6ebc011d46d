using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>struct passwd of pwd.h on 64-bit Linux, as far as we use it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal readonly unsafe struct Passwd
{
    internal const int Size = 48;

    [FieldOffset(0)]
    internal readonly byte* Name;

    [FieldOffset(16)]
    internal readonly uint UserId;
}
