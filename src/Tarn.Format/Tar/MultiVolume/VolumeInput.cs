using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>One volume, read front to back in blocks or runs, some of which may be put back.</summary>
/// <param name="volume">Its bytes; stays the caller's.</param>
/// <param name="number">Its number, from 1; 0 if it is read alone and that is not known.</param>
/// <param name="buffer">What to read into; stays the caller's.</param>
internal sealed class VolumeInput(Stream volume, int number, byte[] buffer)
{
    /// <summary>A good size for a buffer, bytes.</summary>
    public const int BufferSize = 64 << 10;

    private ReadOnlyMemory<byte> _putBack;
    private ReadOnlyMemory<byte> _buffered;
    private long _readFromVolume;

    /// <summary>Its number, from 1; 0 if it is not known.</summary>
    public int Number { get; } = number;

    /// <summary>Where the next byte is, bytes from the volume's start.</summary>
    public long Offset => _readFromVolume - _buffered.Length - _putBack.Length;

    /// <summary>Whether no byte is left.</summary>
    public bool IsAtEnd => _putBack.IsEmpty && !Fill();

    /// <summary>Reads some bytes; 0 only at the end.</summary>
    public int Read(Span<byte> bytes)
    {
        if (!_putBack.IsEmpty)
        {
            return Take(ref _putBack, bytes);
        }
        return Fill() ? Take(ref _buffered, bytes) : 0;
    }

    /// <summary>Reads a whole block; false at the end.</summary>
    /// <exception cref="CorruptArchiveException">The volume ends within the block.</exception>
    public bool TryReadBlock(Span<byte> block)
    {
        var filled = 0;
        while (filled < TarBlock.Size)
        {
            var count = Read(block[filled..TarBlock.Size]);
            if (count == 0)
            {
                return filled == 0
                    ? false
                    : throw Corrupt("the volume ends within a block: it was cut off", Defect.Truncated);
            }
            filled += count;
        }
        return true;
    }

    /// <summary>Gives back the bytes read last.</summary>
    public void PutBack(ReadOnlyMemory<byte> bytes) =>
        _putBack = _putBack.IsEmpty ? bytes : (byte[])[.. bytes.Span, .. _putBack.Span];

    /// <summary>What is to be thrown when something is wrong at this place.</summary>
    public CorruptArchiveException Corrupt(string what, Defect defect) =>
        new($"volume{(Number > 0 ? $" {Number}" : "")}, byte {Offset}: {what}", Number, Offset, defect);

    private bool Fill()
    {
        if (_buffered.IsEmpty)
        {
            var count = volume.Read(buffer);
            _readFromVolume += count;
            _buffered = buffer.AsMemory(0, count);
        }
        return !_buffered.IsEmpty;
    }

    private static int Take(ref ReadOnlyMemory<byte> from, Span<byte> into)
    {
        var count = Math.Min(from.Length, into.Length);
        from.Span[..count].CopyTo(into);
        from = from[count..];
        return count;
    }
}
