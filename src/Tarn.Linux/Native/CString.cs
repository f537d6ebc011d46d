namespace Tarn.Linux.Native;

/// <summary>Names as the C library wants them.</summary>
internal static class CString
{
    /// <summary>A buffer of this size on the stack is enough for one component: NAME_MAX 255 and a NUL, rounded up.</summary>
    internal const int StackSize = 264;

    /// <summary>
    /// <paramref name="name"/> with a NUL behind it, in <paramref name="buffer"/> or, if that is too small, on the heap.
    /// </summary>
    /// <exception cref="ArgumentException">The name holds a NUL: Linux would see another name than the one checked.</exception>
    internal static ReadOnlySpan<byte> Terminate(ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        if (name.Contains((byte)0))
        {
            throw new ArgumentException("A file name cannot hold a NUL byte.", nameof(name));
        }
        var terminated = name.Length < buffer.Length ? buffer : new byte[name.Length + 1];
        name.CopyTo(terminated);
        terminated[name.Length] = 0;
        return terminated;
    }
}
