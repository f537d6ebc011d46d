using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>The bytes of one answer to the kernel, in the layouts of linux/fuse.h.</summary>
internal sealed class FuseAnswer
{
    private const int HeaderSize = 16; // struct fuse_out_header
    private const int DirentSize = 24; // struct fuse_dirent without its name
    private const long Second = 1_000_000_000;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private ulong _question;

    internal void Begin(ulong question)
    {
        _question = question;
        _bytes.ResetWrittenCount();
        Skip(HeaderSize);
    }

    /// <summary>The whole of it; only the error if there is one.</summary>
    internal ReadOnlySpan<byte> End(int errno)
    {
        var length = errno == 0 ? _bytes.WrittenCount : HeaderSize;
        var all = new byte[length];
        _bytes.WrittenSpan[..length].CopyTo(all);
        BinaryPrimitives.WriteInt32LittleEndian(all, length);
        BinaryPrimitives.WriteInt32LittleEndian(all.AsSpan(4), -errno);
        BinaryPrimitives.WriteUInt64LittleEndian(all.AsSpan(8), _question);
        return all;
    }

    internal FuseAnswer Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    internal FuseAnswer Long(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    internal FuseAnswer Skip(int count) => Bytes(new byte[count]);

    internal FuseAnswer Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>struct fuse_attr.</summary>
    internal FuseAnswer Attributes(FaultyNode node)
    {
        var length = (ulong)node.Content.Length;
        Long(node.Id).Long(length).Long((length + 511) / 512);
        Long(0).Long((ulong)(node.Mtime / Second)).Long((ulong)(node.Ctime / Second));
        Int(0).Int((int)(node.Mtime % Second)).Int((int)(node.Ctime % Second));
        return Int(ModeOf(node)).Int((int)node.Links).Int(0).Int(0).Int(0).Int(4096).Int(0);
    }

    /// <summary>struct fuse_dirent; false if the room is used up.</summary>
    internal bool TryDirent(string name, FaultyNode node, int next, int room)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var padding = -(DirentSize + bytes.Length) & 7;
        if (_bytes.WrittenCount - HeaderSize + DirentSize + bytes.Length + padding > room)
        {
            return false;
        }
        Long(node.Id).Long((ulong)next).Int(bytes.Length).Int(ModeOf(node) >> 12);
        Bytes(bytes).Skip(padding);
        return true;
    }

    private static int ModeOf(FaultyNode node) =>
        node.Type switch
        {
            '-' => 0x81A4, // 0100644
            'd' => 0x41ED, // 040755
            'l' => 0xA1FF, // 0120777
            'p' => 0x11A4, // 010644
            's' => 0xC1ED, // 0140755
            _ => throw new ArgumentException($"no type {node.Type}", nameof(node)),
        };
}
