using Tarn.Linux;

namespace Tarn.Stores.Local;

/// <summary>Turns what Linux says about a file into what a user of the store can do about it.</summary>
internal static class LocalFailure
{
    /// <summary>
    /// <paramref name="whatFailed"/> is the beginning of a sentence, with the place. An error of the runtime's own file
    /// calls carries the error number of Linux as its result code.
    /// </summary>
    public static StoreException Of(string key, string whatFailed, IOException error)
    {
        var number = error is FileSystemException { Errno: var errno } ? errno : error.HResult;
        var reason = number > 0 ? FileSystemException.Describe(number) : error.Message;
        var message = $"{whatFailed}: {reason.TrimEnd('.')}. {Advice((LinuxError)number)}";
        return new StoreException(key, message, IsTransient((LinuxError)number), error);
    }

    private static string Advice(LinuxError error) =>
        error switch
        {
            LinuxError.NoSuchFile =>
                "Look whether the path is right and what should be there is mounted, or create it.",
            LinuxError.NotADirectory => "Give the directory that the volumes are in, not a file.",
            LinuxError.NotPermitted or LinuxError.AccessDenied =>
                "Run as a user who may use it, or change its owner or permissions.",
            LinuxError.ReadOnly => "Mount the file system writable, or choose another place.",
            LinuxError.NoSpace or LinuxError.QuotaExceeded =>
                "Make room there or choose another place, then run again; what was committed before is whole.",
            LinuxError.FileTooBig =>
                "The file system or a limit (ulimit -f) takes no larger file: choose smaller volumes.",
            LinuxError.Invalid or LinuxError.SymbolicLink => "Only regular files are taken for volumes.",
            LinuxError.TooManyFiles or LinuxError.TooManyFilesInSystem =>
                "Raise the limit of open files (ulimit -n), or do less at once.",
            LinuxError.InputOutput =>
                "The device is failing: look into the system's log, and copy the volumes elsewhere.",
            _ => "Look into the system's log, and run again.",
        };

    private static bool IsTransient(LinuxError error) =>
        error
            is LinuxError.Interrupted
                or LinuxError.TryAgain
                or LinuxError.TooManyFiles
                or LinuxError.TooManyFilesInSystem
                or LinuxError.TimedOut
                or LinuxError.Stale;
}
