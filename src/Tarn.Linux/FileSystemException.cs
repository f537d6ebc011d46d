using Tarn.Format.Bytes;

namespace Tarn.Linux;

/// <summary>
/// Linux refused a call about one file. The message is for people, without advice; programs look at
/// <see cref="Errno"/>.
/// </summary>
public sealed class FileSystemException : IOException
{
    private readonly string _whatWasTried;

    /// <summary>The file <paramref name="path"/>, the error Linux gave, and what was tried ("create the file").</summary>
    public FileSystemException(ByteString path, int errno, string whatWasTried)
        : base($"{Printable.Quoted(path)}: cannot {whatWasTried}: {Linux.Errno.Describe(errno)}")
    {
        _whatWasTried = whatWasTried;
        Path = path;
        Errno = errno;
    }

    internal FileSystemException(UnixPath path, int errno, string whatWasTried)
        : this(new ByteString(path.Span), errno, whatWasTried) { }

    /// <summary>The file in question: an entry's path while restoring, a path of the file system otherwise.</summary>
    public ByteString Path { get; }

    /// <summary>The error number of Linux.</summary>
    public int Errno { get; }

    /// <summary>The same, where <see cref="Path"/> is meant to lie beneath <paramref name="directory"/>.</summary>
    public FileSystemException Beneath(ByteString directory)
    {
        ReadOnlySpan<byte> slash = directory.Span.EndsWith("/"u8) ? default : "/"u8;
        var path = new ByteString([.. directory.Span, .. slash, .. Path.Span]);
        return new FileSystemException(path, Errno, _whatWasTried);
    }

    /// <summary>The message, and what to do about it.</summary>
    public string MessageWithAdvice => $"{Message}; {Linux.Errno.Advise(Errno)}";
}
