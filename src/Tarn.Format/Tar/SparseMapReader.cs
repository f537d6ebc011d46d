using System.Collections.Immutable;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// Reads the map of a sparse file, pushed into it piece by piece (spec/tar.md, "Sparse files"). Memory is bounded by
/// <see cref="Limits.MaxExtents"/>. Not thread-safe.
/// </summary>
/// <param name="size">Bytes of the file, holes included.</param>
/// <param name="storedLength">Bytes of map and data together.</param>
internal sealed class SparseMapReader(long size, long storedLength)
{
    private readonly ImmutableArray<Extent>.Builder _extents = ImmutableArray.CreateBuilder<Extent>();
    private long _taken;
    private long _number;
    private int _digits;
    private long _numbersLeft = -1;
    private long _offset;
    private long _end;
    private long _dataLength;

    /// <summary>Bytes of the file, holes included.</summary>
    public long Size => size;

    /// <summary>The map, once all of it has been read.</summary>
    public SparseMap? Map { get; private set; }

    /// <summary>Takes bytes of map off <paramref name="bytes"/>, up to the end of its last block.</summary>
    public Defect Push(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _numbersLeft != 0)
        {
            if (_taken == storedLength)
            {
                return Defect.BadField;
            }
            var defect = Take(bytes[0]);
            if (defect != Defect.None)
            {
                return defect;
            }
            bytes = bytes[1..];
            _taken++;
        }
        if (_numbersLeft != 0)
        {
            return Defect.None;
        }
        var padding = Math.Min(TarBlock.PaddingAfter(_taken), bytes.Length);
        bytes = bytes[padding..];
        _taken += padding;
        return TarBlock.PaddingAfter(_taken) == 0 ? Complete() : Defect.None;
    }

    private Defect Take(byte value)
    {
        if (value == (byte)'\n')
        {
            var number = _number;
            var isNumber = _digits > 0;
            (_number, _digits) = (0, 0);
            return isNumber ? TakeNumber(number) : Defect.BadField;
        }
        if (value is < (byte)'0' or > (byte)'9' || _digits == SparseMapText.LongestNumber - 1)
        {
            return Defect.BadField;
        }
        var digit = value - (byte)'0';
        if (_number > (long.MaxValue - digit) / 10)
        {
            return Defect.BadField;
        }
        _number = (_number * 10) + digit;
        _digits++;
        return Defect.None;
    }

    private Defect TakeNumber(long number)
    {
        if (_numbersLeft < 0)
        {
            // One more than the limit, for the empty extent that marks a hole at the end.
            _numbersLeft = number <= Limits.MaxExtents + 1 ? 2 * number : 0;
            return number <= Limits.MaxExtents + 1 ? Defect.None : Defect.OverLimit;
        }
        var isOffset = _numbersLeft-- % 2 == 0;
        if (isOffset)
        {
            _offset = number;
            return number >= _end && number <= size ? Defect.None : Defect.BadField;
        }
        if (number > size - _offset)
        {
            return Defect.BadField;
        }
        _end = _offset + number;
        _dataLength += number;
        if (number > 0)
        {
            _extents.Add(new Extent(_offset, number));
        }
        return Defect.None;
    }

    private Defect Complete()
    {
        if (_dataLength != storedLength - _taken)
        {
            return Defect.BadField;
        }
        Map = new SparseMap(_extents.DrainToImmutable());
        return Defect.None;
    }
}
