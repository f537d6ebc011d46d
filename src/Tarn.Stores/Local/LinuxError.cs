namespace Tarn.Stores.Local;

/// <summary>The error numbers that a store has advice for (errno(3); asm-generic/errno-base.h and errno.h).</summary>
internal enum LinuxError
{
    /// <summary>EPERM.</summary>
    NotPermitted = 1,

    /// <summary>ENOENT.</summary>
    NoSuchFile = 2,

    /// <summary>EINTR.</summary>
    Interrupted = 4,

    /// <summary>EIO.</summary>
    InputOutput = 5,

    /// <summary>EAGAIN.</summary>
    TryAgain = 11,

    /// <summary>EACCES.</summary>
    AccessDenied = 13,

    /// <summary>EEXIST.</summary>
    AlreadyExists = 17,

    /// <summary>ENOTDIR.</summary>
    NotADirectory = 20,

    /// <summary>EINVAL, here: it is not a regular file.</summary>
    Invalid = 22,

    /// <summary>ENFILE.</summary>
    TooManyFilesInSystem = 23,

    /// <summary>EMFILE.</summary>
    TooManyFiles = 24,

    /// <summary>EFBIG.</summary>
    FileTooBig = 27,

    /// <summary>ENOSPC.</summary>
    NoSpace = 28,

    /// <summary>EROFS.</summary>
    ReadOnly = 30,

    /// <summary>ELOOP.</summary>
    SymbolicLink = 40,

    /// <summary>ETIMEDOUT.</summary>
    TimedOut = 110,

    /// <summary>ESTALE.</summary>
    Stale = 116,

    /// <summary>EDQUOT.</summary>
    QuotaExceeded = 122,
}
