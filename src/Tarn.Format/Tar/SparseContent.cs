using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>Tells a handler the content of a sparse file, holes and data in their order. Not thread-safe.</summary>
/// <param name="handler">Receives both.</param>
/// <param name="map">Where the data belongs.</param>
/// <param name="size">Bytes of the file.</param>
internal sealed class SparseContent(ITarHandler handler, SparseMap map, long size)
{
    private int _extent;
    private long _position;

    /// <summary>The next bytes of data.</summary>
    public void Push(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var part = (int)Math.Min(data.Length, GoToData());
            handler.Content(data[..part]);
            data = data[part..];
            Pass(part);
        }
    }

    /// <summary>The next <paramref name="length"/> bytes of data are lost.</summary>
    public void Skip(long length)
    {
        while (length > 0)
        {
            var part = Math.Min(length, GoToData());
            handler.Lose(part);
            length -= part;
            Pass(part);
        }
    }

    /// <summary>All data has come: what is left is a hole.</summary>
    public void End() => LeaveHole(size);

    /// <summary>Leaves the hole before the next data, if there is one; how many bytes of it are left in its extent.</summary>
    private long GoToData()
    {
        var extent = map.Extents[_extent];
        LeaveHole(Math.Max(_position, extent.Offset));
        return extent.End - _position;
    }

    private void Pass(long length)
    {
        _position += length;
        _extent += _position == map.Extents[_extent].End ? 1 : 0;
    }

    private void LeaveHole(long end)
    {
        if (end > _position)
        {
            handler.Hole(end - _position);
            _position = end;
        }
    }
}
