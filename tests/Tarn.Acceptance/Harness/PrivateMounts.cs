using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>
/// File systems mounted for one test: on a thread of its own, whose mounts nobody else sees but the programs begun there,
/// and which are gone with them, however they end.
/// </summary>
internal static partial class PrivateMounts
{
    private const int NewMounts = 0x20000; // CLONE_NEWNS, linux/sched.h
    private const nuint Private = 0x44000; // MS_REC | MS_PRIVATE, linux/mount.h
    private const int Detach = 2; // MNT_DETACH, umount2(2)

    /// <summary>Runs a test on such a thread. Skips it where nothing can be mounted.</summary>
    internal static void Run(Action test)
    {
        Assert.SkipUnless(Posix.IsRoot, "only root may mount");
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Check(unshare(NewMounts), "unshare");
                Check(mount(null, Bytes("/"), null, Private, null), "/");
                test();
            }
            catch (Exception caught)
            {
                failure = ExceptionDispatchInfo.Capture(caught);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>Mounts a file system in memory; <paramref name="options"/> as in tmpfs(5).</summary>
    internal static void MountMemory(string directory, string options) =>
        Check(mount(Bytes("tmpfs"), Bytes(directory), Bytes("tmpfs"), 0, Bytes(options)), directory);

    /// <summary>Mounts what answers at the other end of <c>/dev/fuse</c>.</summary>
    internal static void MountFuse(string directory, int descriptor) =>
        Check(
            mount(
                Bytes("tarn"),
                Bytes(directory),
                Bytes("fuse"),
                0,
                Bytes($"fd={descriptor},rootmode=40000,user_id=0,group_id=0,allow_other")
            ),
            directory
        );

    internal static void Unmount(string directory) => Check(umount2(Bytes(directory), Detach), directory);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new Win32Exception(
                Marshal.GetLastPInvokeError(),
                $"{what}: {Marshal.GetLastPInvokeErrorMessage()}"
            );
        }
    }

#pragma warning disable IDE1006, SA1300 // The names of the C library.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mount(
        byte[]? source,
        byte[] target,
        byte[]? type,
        nuint flags,
        byte[]? options
    );

    [LibraryImport("libc", SetLastError = true)]
    private static partial int umount2(byte[] target, int flags);
}
