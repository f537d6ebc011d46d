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
            var extent = map.Extents[_extent];
            LeaveHole(Math.Max(_position, extent.Offset));
            var part = data[..(int)Math.Min(data.Length, extent.End - _position)];
            handler.Content(part);
            data = data[part.Length..];
            _position += part.Length;
            _extent += _position == extent.End ? 1 : 0;
        }
    }

    /// <summary>All data has come: what is left is a hole.</summary>
    public void End() => LeaveHole(size);

    private void LeaveHole(long end)
    {
        if (end > _position)
        {
            handler.Hole(end - _position);
            _position = end;
        }
    }
}
