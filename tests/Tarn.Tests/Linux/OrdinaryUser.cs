using System.Runtime.InteropServices;

namespace Tarn.Tests.Linux;

/// <summary>
/// While it lives, this thread (and no other: the raw call, unlike the library's, changes one thread) is not root
/// to the kernel. Does nothing where the tests do not run as root anyway.
/// </summary>
internal sealed class OrdinaryUser : IDisposable
{
    internal const uint Id = 65534;
    private const nint Unchanged = -1;

    internal OrdinaryUser() => Become((nint)Id);

    internal static bool WeAreRoot { get; } = Environment.IsPrivilegedProcess;

    public void Dispose() => Become(0);

    private static void Become(nint user)
    {
        if (WeAreRoot)
        {
            var setresuid = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117;
            TestTree.Check(SystemCall(setresuid, Unchanged, user, Unchanged) == 0 ? 0 : 1);
        }
    }

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SystemCall(nint number, nint real, nint effective, nint saved);
}
