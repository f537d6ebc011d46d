using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Linux;

/// <summary>Linux refused a call about one file. The message is for people; programs look at <see cref="Errno"/>.</summary>
public sealed class FileSystemException : IOException
{
    /// <summary>The file <paramref name="path"/>, the error Linux gave, and what was tried ("create the file").</summary>
    public FileSystemException(ByteString path, int errno, string whatWasTried)
        : base($"cannot {whatWasTried}: '{Printable(path)}': {Describe(errno)}")
    {
        Path = path;
        Errno = errno;
    }

    internal FileSystemException(UnixPath path, int errno, string whatWasTried)
        : this(new ByteString(path.Span), errno, whatWasTried) { }

    /// <summary>The file in question: an entry's path while restoring, a path of the file system otherwise.</summary>
    public ByteString Path { get; }

    /// <summary>The error number of Linux (errno(3)).</summary>
    public int Errno { get; }

    /// <summary>What <paramref name="errno"/> means, for people.</summary>
    public static string Describe(int errno) =>
        errno switch
        {
            Native.Errno.ELOOP => "a symbolic link is where none is followed (or links lead in a circle)",
            Native.Errno.ESTALE => "something else has taken its place in the meantime",
            _ => Marshal.GetPInvokeErrorMessage(errno),
        };

    /// <summary>Control characters could drive the terminal that shows the message, so they are shown as \xHH.</summary>
    private static string Printable(ByteString path)
    {
        var text = path.ToString();
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}");
            }
            else
            {
                shown.Append(character);
            }
        }
        return shown.ToString();
    }
}
