using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Tarn.Linux.Native;
using Tarn.Linux.Spill;

namespace Tarn.Linux;

/// <summary>Reads the names in directories, with one buffer for all of them. Not thread-safe.</summary>
/// <param name="memoryLimit">Bytes of names in memory; the others go through a temporary file.</param>
internal sealed class DirectoryReader(int memoryLimit = NameSorter.DefaultMemory) : IDisposable
{
    /// <summary>Bytes asked for at once: 256 KiB gained nothing over it on a tree of 83,700 names.</summary>
    private const int BufferSize = 32 << 10;

    /// <summary>Where the length of a record is, and where its name begins: struct linux_dirent64 of getdents(2).</summary>
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly NameSorter _names = new(memoryLimit);

    /// <summary>
    /// Puts the names in <paramref name="directory"/>, without <c>.</c> and <c>..</c>, onto a stack, sorted, the first
    /// on top; if the errno returned is not 0, those that came before the failure.
    /// </summary>
    internal int ReadNames(SafeFileHandle directory, SpillStack stack)
    {
        while (true)
        {
            var length = DirectoryCalls.ReadEntries(directory, _buffer, out var errno);
            if (length == 0)
            {
                _names.MoveTo(stack);
                return errno;
            }
            AddNames(_buffer.AsSpan(0, length));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _names.Dispose();

    private void AddNames(ReadOnlySpan<byte> records)
    {
        while (!records.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(records[LengthOffset..]);
            var name = records[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                _names.Add(name);
            }
            records = records[length..];
        }
    }
}
