using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>The file by which a directory says that it is a cache (https://bford.info/cachedir/).</summary>
internal static class CacheTag
{
    /// <summary>Its name.</summary>
    internal static readonly ByteString Name = ByteString.FromText("CACHEDIR.TAG");

    private static ReadOnlySpan<byte> Signature => "Signature: 8a477f597d28d172789f06886806bc55"u8;

    /// <summary>Whether the directory has it: a regular file that begins with the signature.</summary>
    internal static bool IsIn(SafeFileHandle directory)
    {
        // Without O_NONBLOCK a named pipe of that name would hold us up.
        var flags = OpenFlags.ReadOnly | OpenFlags.NoFollow | OpenFlags.NonBlocking;
        using var file = FileCalls.OpenUnnoticed(directory, Name.Span, flags, out _);
        if (
            file is null
            || StatusCalls.OfHandle(file, out var status) != 0
            || status.Kind != FileKind.Regular
        )
        {
            return false;
        }
        Span<byte> start = stackalloc byte[Signature.Length];
        var length = 0;
        int count;
        do
        {
            count = FileCalls.Read(file, length, start[length..], out _);
            length += count;
        } while (count > 0);
        return start.SequenceEqual(Signature);
    }
}
