using Microsoft.Win32.SafeHandles;

namespace Tarn.Linux.Native;

/// <summary>The number that stands for a directory without being a descriptor.</summary>
internal static class Descriptors
{
    /// <summary>AT_FDCWD of fcntl.h.</summary>
    private const int CurrentDirectory = -100;

    /// <summary>The process's working directory, for calls that take a directory. Disposing it closes nothing.</summary>
    internal static SafeFileHandle WorkingDirectory => new(CurrentDirectory, ownsHandle: false);
}
