using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tarn.Format.Segments;

namespace Tarn.Fuzz.Assembly;

/// <summary>Where the segments of an archive begin, as lines of its index and the ends of its volumes need it.</summary>
internal sealed class Places
{
    /// <summary>Records that lines of the index can name.</summary>
    private const int MostNamed = 32;

    private readonly List<int> _offsets = [];
    private int _firstEntry;
    private int _index;
    private int _directory;

    /// <summary>Another volume begins.</summary>
    public void BeginVolume() => (_firstEntry, _index, _directory) = (0, 0, 0);

    /// <summary>A record's segment begins at <paramref name="offset"/>.</summary>
    public void Note(Record record, int offset)
    {
        _offsets.Add(offset);
        switch (record.Kind)
        {
            case SegmentKind.Entry:
                _firstEntry = _firstEntry == 0 ? offset : _firstEntry;
                break;
            case SegmentKind.Index when record.Flags.HasFlag(SegmentFlags.Directory):
                _directory = offset;
                break;
            case SegmentKind.Index:
                _index = _index == 0 ? offset : _index;
                break;
            default:
                break;
        }
    }

    /// <summary>Puts in place of each <c>@3</c> where the segment of the third record (from 0) begins.</summary>
    public byte[] WriteInto(ReadOnlySpan<byte> lines)
    {
        var text = new StringBuilder(Encoding.Latin1.GetString(lines));
        for (var i = Math.Min(_offsets.Count, MostNamed) - 1; i >= 0; i--)
        {
            text.Replace($"@{i}", _offsets[i].ToString(CultureInfo.InvariantCulture));
        }
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Writes where the parts of a volume are over what the payload of its end says (spec/volumes.md).</summary>
    public void WriteOver(Span<byte> end)
    {
        BinaryPrimitives.WriteInt64LittleEndian(end[520..], _index);
        BinaryPrimitives.WriteInt64LittleEndian(end[528..], _directory);
        BinaryPrimitives.WriteInt64LittleEndian(end[536..], _firstEntry);
    }
}
