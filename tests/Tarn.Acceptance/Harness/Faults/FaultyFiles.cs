using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>
/// A file system that fails and changes exactly when it is told to: it answers the kernel's questions itself, by the
/// protocol of linux/fuse.h, version 7.31. Nothing is cached, so every call of a program comes here. Made on a thread of
/// <see cref="PrivateMounts"/>.
/// </summary>
internal sealed class FaultyFiles : IDisposable
{
    private const string Device = "/dev/fuse";
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(1);

    private readonly string _directory;
    private readonly SafeFileHandle _device;
    private readonly Thread _server;
    private ulong _lastId = FuseAnswers.RootId;

    /// <summary>Mounts it.</summary>
    internal FaultyFiles(string directory)
    {
        Assert.SkipUnless(System.IO.File.Exists(Device), $"there is no {Device}");
        _directory = directory;
        _device = System.IO.File.OpenHandle(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        PrivateMounts.MountFuse(directory, (int)_device.DangerousGetHandle());
        Root = new FaultyNode(FuseAnswers.RootId, 'd');
        var answers = new FuseAnswers(_device, Root);
        _server = new Thread(answers.Serve);
        _server.Start();
    }

    internal FaultyNode Root { get; }

    /// <summary>Adds a file.</summary>
    internal FaultyNode File(string name, byte[] content, FaultyNode? parent = null)
    {
        var file = New('-');
        file.Write(content);
        return Add(name, file, parent);
    }

    internal FaultyNode Directory(string name, FaultyNode? parent = null) => Add(name, New('d'), parent);

    internal FaultyNode Symlink(string name, string target, FaultyNode? parent = null) =>
        Add(name, FaultyNode.Symlink(++_lastId, target), parent);

    /// <summary>Gives a node a name, one more or its first.</summary>
    internal FaultyNode Add(string name, FaultyNode node, FaultyNode? parent = null)
    {
        (parent ?? Root).Children[name] = node;
        return node;
    }

    /// <summary>A node without a name yet.</summary>
    internal FaultyNode New(char type) => new(++_lastId, type);

    public void Dispose()
    {
        PrivateMounts.Unmount(_directory);
        if (!_server.Join(TooLong))
        {
            throw new TimeoutException("somebody still uses the files that are answered for here");
        }
        _device.Dispose();
    }
}
