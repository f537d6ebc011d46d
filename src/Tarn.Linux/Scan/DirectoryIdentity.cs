using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>What tells a directory from all others, whatever path leads to it.</summary>
public static class DirectoryIdentity
{
    /// <summary>The identity of the directory at <paramref name="path"/>, links followed; null if there is none.</summary>
    public static FileIdentity? Of(ByteString path)
    {
        using var handle = DirectoryPath.Open(path.Span, OpenFlags.Path, out _);
        return handle is not null && StatusCalls.OfHandle(handle, out var status) == 0
            ? status.Identity
            : null;
    }
}
