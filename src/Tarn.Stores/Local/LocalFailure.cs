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
        var reason = number > 0 ? Errno.Describe(number) : error.Message;
        var message = $"{whatFailed}: {reason.TrimEnd('.')}; {Advise(number)}";
        return new StoreException(key, message, IsTransient(number), error);
    }

    private static string Advise(int errno) =>
        errno is Errno.EINVAL or Errno.ELOOP
            ? "only regular files are taken for volumes"
            : Errno.Advise(errno);

    private static bool IsTransient(int errno) =>
        errno
            is Errno.EINTR
                or Errno.EAGAIN
                or Errno.EMFILE
                or Errno.ENFILE
                or Errno.ETIMEDOUT
                or Errno.ESTALE;
}
