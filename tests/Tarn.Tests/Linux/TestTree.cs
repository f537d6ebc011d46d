using System.Diagnostics;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux;
using Tarn.Linux.Native;

namespace Tarn.Tests.Linux;

/// <summary>A directory for one test, removed with everything in it. Paths are bytes, relative to it.</summary>
internal sealed class TestTree : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <param name="large">In memory if possible: ext4 is slow to make files after many were removed.</param>
    internal TestTree(bool large = false)
    {
        var parent = large && Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Location = Path.Combine(parent, $"tarn-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Location);
        _handle = DirectoryPath.Open(Bytes.Span, OpenFlags.ReadOnly, out _)!;
    }

    internal string Location { get; }

    internal ByteString Bytes => ByteString.FromText(Location);

    /// <summary>As a root to scan.</summary>
    internal UnixPath Root => UnixPath.FromText(Location[1..]);

    internal SafeFileHandle Handle => _handle;

    public void Dispose()
    {
        _handle.Dispose();
        // Not Directory.Delete: there are names it cannot see and depths it cannot reach.
        using var rm = Process.Start("rm", ["-rf", "--", Location]);
        rm.WaitForExit();
    }

    internal UnixPath PathOf(string name) => PathOf(Encoding.UTF8.GetBytes(name));

    internal UnixPath PathOf(ReadOnlySpan<byte> name) => new([.. Root.Span, (byte)'/', .. name]);

    internal void MakeDirectory(ReadOnlySpan<byte> path, int mode = 0x1ED) =>
        Check(DirectoryCalls.Make(_handle, path, mode));

    internal void MakeFile(ReadOnlySpan<byte> path, ReadOnlySpan<byte> content = default)
    {
        var flags = OpenFlags.WriteOnly | OpenFlags.Create | 0x200; // O_TRUNC
        using var file = FileCalls.Open(_handle, path, flags, 0x1A4, out var errno);
        Check(errno);
        Check(FileCalls.WriteAll(file!, 0, content));
    }

    internal void MakeSymlink(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path) =>
        Check(NodeCalls.MakeSymlink(target, _handle, path));

    internal void MakeHardLink(ReadOnlySpan<byte> target, ReadOnlySpan<byte> path) =>
        Check(NameCalls.Link(_handle, target, _handle, path));

    internal void MakeFifo(ReadOnlySpan<byte> path) =>
        Check(NodeCalls.MakeNode(_handle, path, FileKind.Fifo, 0x1A4, 0, 0));

    internal void Remove(ReadOnlySpan<byte> path) => Check(NameCalls.Remove(_handle, path));

    internal void SetMtime(ReadOnlySpan<byte> path, UnixTime time) =>
        Check(MetadataCalls.SetMtime(_handle, path, time));

    internal void SetMode(ReadOnlySpan<byte> path, int mode) =>
        Change(path, h => MetadataCalls.SetModeByPathHandle(h, mode));

    internal void SetOwner(ReadOnlySpan<byte> path, uint user, uint group) =>
        Change(path, h => MetadataCalls.SetOwner(h, user, group));

    internal void SetAttribute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        using var node = FileCalls.Open(_handle, path, OpenFlags.Path | OpenFlags.NoFollow, 0, out var errno);
        Check(errno);
        Check(AttributeCalls.SetByPathHandle(node!, name, value));
    }

    /// <summary>Null if it has none of that name.</summary>
    internal byte[]? Attribute(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        var value = new byte[AttributeCalls.MaxLength];
        var length = AttributeCalls.Get(_handle, path, name, value, out var errno);
        return errno == 0 ? value[..length] : null;
    }

    internal Statx Status(ReadOnlySpan<byte> path)
    {
        Check(StatusCalls.OfName(_handle, path, out var status));
        return status;
    }

    internal bool Exists(ReadOnlySpan<byte> path) => StatusCalls.OfName(_handle, path, out _) == 0;

    internal string Read(string path) => File.ReadAllText(Path.Combine(Location, path));

    /// <summary>All names in one directory, sorted, as text.</summary>
    internal string[] Names(string path = ".") =>
        [
            .. Directory
                .GetFileSystemEntries(Path.Combine(Location, path))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)!,
        ];

    /// <summary>How many files and directories in it this process has open, not through <see cref="Handle"/>.</summary>
    internal int OpenHandles() => Directory.GetFileSystemEntries("/proc/self/fd").Count(LeadsHere) - 1;

    internal static void Check(int errno)
    {
        if (errno != 0)
        {
            throw new InvalidOperationException(Errno.Describe(errno));
        }
    }

    private bool LeadsHere(string descriptor)
    {
        using var here = Descriptors.WorkingDirectory;
        // Other tests may close what is listed.
        var errno = NodeCalls.ReadSymlink(here, Encoding.ASCII.GetBytes(descriptor), out var target);
        return errno == 0 && target.Span.StartsWith(Bytes.Span);
    }

    private void Change(ReadOnlySpan<byte> path, Func<SafeFileHandle, int> change)
    {
        using var node = FileCalls.Open(_handle, path, OpenFlags.Path | OpenFlags.NoFollow, 0, out var errno);
        Check(errno);
        Check(change(node!));
    }
}
