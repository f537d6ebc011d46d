using System.Diagnostics;

namespace Tarn.Acceptance.Harness;

/// <summary>A directory for one test, in memory where that is possible, removed with everything in it.</summary>
internal sealed class TempDirectory : IDisposable
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);
    private const string InMemory = "/dev/shm";
    private const long EnoughMemory = 4L << 30;
    private static readonly string Parent =
        !Nightly.IsOn && IsRoomy(InMemory) && IsWritable(InMemory) ? InMemory : System.IO.Path.GetTempPath();

    internal TempDirectory()
        : this(Parent) { }

    private TempDirectory(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"tarn-{Guid.NewGuid():N}"[..13]);
        Directory.CreateDirectory(Path);
    }

    /// <summary>One whose files can have extended attributes: before Linux 6.6 not in memory.</summary>
    internal static TempDirectory ForAttributes()
    {
        var directory = new TempDirectory();
        if (Posix.HasAttributes(directory.Path))
        {
            return directory;
        }
        directory.Dispose();
        return new TempDirectory("/var/tmp");
    }

    internal string Path { get; }

    /// <summary>The path of a directory in it, which is made.</summary>
    internal string Make(string name) =>
        Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>The path of something in it.</summary>
    internal string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        // Not Directory.Delete: there are names it cannot see.
        using var rm = Process.Start("rm", ["-rf", "--", Path]);
        rm.WaitForExit(TooLong);
    }

    private static bool IsRoomy(string directory) =>
        Directory.Exists(directory) && new DriveInfo(directory).AvailableFreeSpace >= EnoughMemory;

    private static bool IsWritable(string directory)
    {
        var probe = System.IO.Path.Combine(directory, $"tarn-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
