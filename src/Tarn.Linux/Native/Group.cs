using System.Runtime.InteropServices;

namespace Tarn.Linux.Native;

/// <summary>struct group of grp.h on 64-bit Linux, as far as we use it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal readonly unsafe struct Group
{
    internal const int Size = 32;

    [FieldOffset(0)]
    internal readonly byte* Name;

    [FieldOffset(16)]
    internal readonly uint GroupId;
}
