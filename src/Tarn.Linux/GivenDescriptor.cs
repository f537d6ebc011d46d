using Tarn.Linux.Native;

namespace Tarn.Linux;

/// <summary>The descriptors that a process gets from whoever starts it: 0, 1 and 2.</summary>
public static class GivenDescriptor
{
    /// <summary>
    /// Whether a descriptor was open when this process began. What it opens itself bears FD_CLOEXEC, what it was given
    /// cannot; so a number that was free, and by now stands for some file of ours, is told from the real thing.
    /// </summary>
    public static bool IsOpen(int descriptor) => FileCalls.OutlivesExec(descriptor);
}
