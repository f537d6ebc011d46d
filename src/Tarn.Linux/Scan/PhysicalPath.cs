using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Follows all symbolic links of a path, as realpath(3) does, but for paths of any length.</summary>
internal static class PhysicalPath
{
    /// <summary>Links followed before they count as a circle: MAXSYMLINKS of linux/namei.h.</summary>
    private const int MaxLinks = 40;

    /// <summary>Whether the last component exists and is a symbolic link.</summary>
    internal static bool IsSymlink(UnixPath path)
    {
        using var parent = SourceRoots.OpenParent(path, out _);
        return parent is not null
            && !path.IsEmpty
            && StatusCalls.OfName(parent, path.Name, out var status) == 0
            && status.Kind == FileKind.Symlink;
    }

    /// <summary>The path of the same thing without any symbolic link.</summary>
    /// <param name="path">Absolute, without its leading slash and without dots.</param>
    /// <exception cref="FileSystemException">It does not exist, or its links lead in a circle.</exception>
    internal static UnixPath Of(UnixPath path)
    {
        var pending = new Stack<ByteString>();
        Push(path.Span, pending);
        var links = 0;
        UnixPath done = default;
        var here = Step(Descriptors.WorkingDirectory, "/"u8, path);
        while (pending.TryPop(out var component))
        {
            var name = component.Span;
            if (name.SequenceEqual(".."u8))
            {
                done = done.Parent;
                here = Step(here, name, path);
                continue;
            }
            var errno = NodeCalls.ReadSymlink(here, name, out var target);
            if (errno == 0 && ++links <= MaxLinks)
            {
                Push(target.Span, pending);
                if (target.Span.StartsWith("/"u8))
                {
                    done = default;
                    here = Step(here, "/"u8, path);
                }
                continue;
            }
            if (errno != Errno.EINVAL)
            {
                here.Dispose();
                throw Failure(path, errno == 0 ? Errno.ELOOP : errno);
            }
            done = done.Append(name);
            here = pending.Count == 0 ? here : Step(here, name, path);
        }
        here.Dispose();
        return done;
    }

    private static void Push(ReadOnlySpan<byte> path, Stack<ByteString> pending)
    {
        var components = new List<ByteString>();
        foreach (var range in path.Split((byte)'/'))
        {
            if (!path[range].IsEmpty && !path[range].SequenceEqual("."u8))
            {
                components.Add(new ByteString(path[range]));
            }
        }
        for (var index = components.Count - 1; index >= 0; index--)
        {
            pending.Push(components[index]);
        }
    }

    /// <summary>Closes <paramref name="here"/> and opens what it leads to.</summary>
    private static SafeFileHandle Step(SafeFileHandle here, ReadOnlySpan<byte> name, UnixPath path)
    {
        var flags = OpenFlags.Path | OpenFlags.Directory | OpenFlags.NoFollow;
        var next = FileCalls.Open(here, name, flags, 0, out var errno);
        here.Dispose();
        return next ?? throw Failure(path, errno);
    }

    private static FileSystemException Failure(UnixPath path, int errno) =>
        new(SourceRoots.Absolute(path), errno, "find out where it is");
}
