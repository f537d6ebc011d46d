using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Makes member names of the paths people type.</summary>
public static class SourcePath
{
    private const byte Slash = (byte)'/';

    /// <summary>
    /// The absolute path that <paramref name="argument"/> means in the working directory, without its leading slash,
    /// dots and double slashes; empty for the root directory. Symbolic links stay, except where <c>..</c> needs to
    /// know what is above, or where the path ends with a slash and so means what the link leads to.
    /// </summary>
    /// <exception cref="ArgumentException">There is no byte, or a NUL among them.</exception>
    /// <exception cref="FileSystemException">
    /// What stands before <c>..</c> does not exist, or there is no working directory. Whether the path itself exists
    /// is not asked.
    /// </exception>
    public static UnixPath Resolve(ReadOnlySpan<byte> argument)
    {
        if (argument.IsEmpty || argument.Contains((byte)0))
        {
            throw new ArgumentException("A path has at least one byte and no NUL.", nameof(argument));
        }
        var path = argument[0] == Slash ? default : Extend(default, WorkingDirectory());
        path = Extend(path, argument);
        return EndsAsDirectory(argument) && PhysicalPath.IsSymlink(path) ? PhysicalPath.Of(path) : path;
    }

    private static UnixPath Extend(UnixPath path, ReadOnlySpan<byte> components)
    {
        foreach (var range in components.Split(Slash))
        {
            var component = components[range];
            if (component.IsEmpty || component.SequenceEqual("."u8))
            {
                continue;
            }
            path = component.SequenceEqual(".."u8) ? PhysicalPath.Of(path).Parent : path.Append(component);
        }
        return path;
    }

    private static bool EndsAsDirectory(ReadOnlySpan<byte> argument) =>
        argument.EndsWith("/"u8) || argument.EndsWith("/."u8);

    private static ReadOnlySpan<byte> WorkingDirectory()
    {
        var path = DirectoryCalls.GetWorkingDirectory(out var errno);
        return errno == 0
            ? path
            : throw new FileSystemException(ByteString.FromText("."), errno, "find the working directory");
    }
}
