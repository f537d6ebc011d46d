using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>Reads the kernel's questions about a tree and answers them, one after the other.</summary>
/// <param name="device">/dev/fuse, mounted.</param>
/// <param name="root">The tree.</param>
internal sealed class FuseAnswers(SafeFileHandle device, FaultyNode root)
{
    /// <summary>FUSE_ROOT_ID.</summary>
    internal const ulong RootId = 1;

    private const int LargestQuestion = 1 << 17;
    private const int Enoent = 2;
    private const int Erange = 34;
    private const int Enosys = 38;
    private const int Enodata = 61;

    /// <summary>FOPEN_DIRECT_IO: every read comes to us.</summary>
    private const int DirectIo = 1;

    private readonly Dictionary<ulong, FaultyNode> _known = new() { [RootId] = root };
    private readonly FuseAnswer _answer = new();

    /// <summary>FUSE_* of enum fuse_opcode.</summary>
    private enum Question
    {
        Lookup = 1,
        Forget = 2,
        GetAttr = 3,
        ReadLink = 5,
        Open = 14,
        Read = 15,
        Release = 18,
        GetXAttr = 22,
        ListXAttr = 23,
        Flush = 25,
        Init = 26,
        OpenDir = 27,
        ReadDir = 28,
        ReleaseDir = 29,
        Interrupt = 36,
        BatchForget = 42,
    }

    /// <summary>Until it is unmounted.</summary>
    internal void Serve()
    {
        var bytes = new byte[LargestQuestion];
        while (FuseDevice.TryRead(device, bytes, out var length))
        {
            var question = bytes.AsSpan(0, length);
            var kind = (Question)BinaryPrimitives.ReadInt32LittleEndian(question[4..]);
            if (kind is Question.Forget or Question.BatchForget or Question.Interrupt)
            {
                continue; // nobody waits
            }
            var node = _known.GetValueOrDefault(BinaryPrimitives.ReadUInt64LittleEndian(question[16..]));
            _answer.Begin(BinaryPrimitives.ReadUInt64LittleEndian(question[8..]));
            var errno = Answer(kind, node, question[40..]);
            FuseDevice.Write(device, _answer.End(errno));
        }
    }

    private int Answer(Question kind, FaultyNode? node, ReadOnlySpan<byte> argument) =>
        kind switch
        {
            Question.Init => Init(),
            Question.Lookup => Lookup(node!, argument),
            Question.GetAttr => Ask(node!, FileCall.Stat, 0) is > 0 and var errno ? errno : Told(node!),
            Question.ReadLink => Content(node!, FileCall.ReadLink, 0, int.MaxValue),
            Question.Open => Ask(node!, FileCall.Open, 0) is > 0 and var errno ? errno : Opened(DirectIo),
            Question.OpenDir => Ask(node!, FileCall.OpenDirectory, 0) is > 0 and var errno
                ? errno
                : Opened(0),
            Question.Read => Content(node!, FileCall.Read, Offset(argument), Size(argument)),
            Question.ReadDir => Names(node!, (int)Offset(argument), Size(argument)),
            Question.ListXAttr => ListAttributes(node!, argument),
            Question.GetXAttr => GetAttribute(node!, argument),
            Question.Release or Question.ReleaseDir or Question.Flush => 0,
            _ => Enosys,
        };

    private static int Ask(FaultyNode node, FileCall call, long offset) => node.Ask(call, offset);

    private static long Offset(ReadOnlySpan<byte> argument) =>
        BinaryPrimitives.ReadInt64LittleEndian(argument[8..]);

    private static int Size(ReadOnlySpan<byte> argument) =>
        BinaryPrimitives.ReadInt32LittleEndian(argument[16..]);

    private static string Name(ReadOnlySpan<byte> argument) =>
        Encoding.UTF8.GetString(argument[..argument.IndexOf((byte)0)]);

    /// <summary>struct fuse_init_out: version 7.31, all the rest as the kernel likes it.</summary>
    private int Init()
    {
        _answer.Int(7).Int(31).Int(0).Int(0).Int((12 << 16) | 16).Int(4096).Int(1).Skip(36);
        return 0;
    }

    private int Lookup(FaultyNode parent, ReadOnlySpan<byte> argument)
    {
        var name = Name(argument);
        if (!parent.Children.TryGetValue(name, out var child))
        {
            return Enoent;
        }
        if (Ask(child, FileCall.Look, 0) is > 0 and var errno)
        {
            return errno;
        }
        // The fault may have put something else there.
        if (!parent.Children.TryGetValue(name, out child))
        {
            return Enoent;
        }
        _known[child.Id] = child;
        // struct fuse_entry_out: valid for no time at all.
        _answer.Long(child.Id).Skip(32).Attributes(child);
        return 0;
    }

    private int Told(FaultyNode node)
    {
        _answer.Skip(16).Attributes(node);
        return 0;
    }

    private int Opened(int flags)
    {
        _answer.Long(0).Int(flags).Int(0);
        return 0;
    }

    private int Content(FaultyNode node, FileCall call, long offset, int size)
    {
        if (Ask(node, call, offset) is > 0 and var errno)
        {
            return errno;
        }
        var from = (int)Math.Min(offset, node.Content.Length);
        _answer.Bytes(node.Content.AsSpan(from, Math.Min(size, node.Content.Length - from)));
        return 0;
    }

    private int Names(FaultyNode node, int told, int size)
    {
        if (Ask(node, FileCall.ReadDirectory, told) is > 0 and var errno)
        {
            return errno;
        }
        foreach (var (name, child) in node.Children.Skip(told))
        {
            if (!_answer.TryDirent(name, child, ++told, size))
            {
                break;
            }
        }
        return 0;
    }

    private int ListAttributes(FaultyNode node, ReadOnlySpan<byte> argument)
    {
        if (Ask(node, FileCall.ListAttributes, 0) is > 0 and var errno)
        {
            return errno;
        }
        var names = Encoding.UTF8.GetBytes(string.Concat(node.Attributes.Keys.Select(name => name + "\0")));
        return Sized(names, argument);
    }

    private int GetAttribute(FaultyNode node, ReadOnlySpan<byte> argument)
    {
        if (!node.Attributes.TryGetValue(Name(argument[8..]), out var value))
        {
            return Enodata;
        }
        return Ask(node, FileCall.GetAttribute, 0) is > 0 and var errno ? errno : Sized(value, argument);
    }

    /// <summary>The length only, if no room is offered.</summary>
    private int Sized(byte[] value, ReadOnlySpan<byte> argument)
    {
        var room = BinaryPrimitives.ReadInt32LittleEndian(argument);
        if (room == 0)
        {
            _answer.Int(value.Length).Int(0);
            return 0;
        }
        if (value.Length > room)
        {
            return Erange;
        }
        _answer.Bytes(value);
        return 0;
    }
}
