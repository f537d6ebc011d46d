namespace Tarn.Results;

/// <summary>
/// The volumes of an archive, or the inputs of a rescue, as a picture: what is whole, and what is not. However many there
/// are, it takes some kilobytes: those that follow one another share a line, and in the end a cell.
/// </summary>
public sealed class VolumeMap
{
    /// <summary>Cells of a full line: with a short name before them they fit the 80 columns of a terminal.</summary>
    public const int CellsPerLine = 64;

    /// <summary>Lines there can be.</summary>
    public const int MostLines = 32;

    private readonly Func<int, string> _nameOf;
    private readonly int _volumes;
    private readonly int _volumesPerLine;
    private readonly ShareState?[] _cells;

    /// <summary>A map of volumes of which nothing is known yet.</summary>
    /// <param name="volumes">How many there are.</param>
    /// <param name="nameOf">What each is called, counted from 0.</param>
    internal VolumeMap(int volumes, Func<int, string> nameOf)
    {
        _nameOf = nameOf;
        _volumes = volumes;
        _volumesPerLine = Math.Max(1, DivideUp(volumes, MostLines));
        _cells = new ShareState?[(int)DivideUp((Int128)volumes * CellsPerLine, _volumesPerLine)];
    }

    /// <summary>The lines, in the order of the volumes.</summary>
    public IEnumerable<MapLine> Lines
    {
        get
        {
            for (var first = 0; first < _volumes; first += _volumesPerLine)
            {
                var last = Math.Min(_volumes, first + _volumesPerLine) - 1;
                var cells = _cells.Skip(first / _volumesPerLine * CellsPerLine).Take(CellsPerLine);
                yield return new MapLine(
                    _nameOf(first),
                    _nameOf(last),
                    [.. cells.Select(state => state ?? ShareState.Unknown)]
                );
            }
        }
    }

    /// <summary>Says what some bytes of a volume are, which counts for every cell that they touch.</summary>
    /// <param name="volume">The volume, from 0.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="to">The byte behind the last.</param>
    /// <param name="length">Bytes of the volume, at least <paramref name="to"/>.</param>
    /// <param name="state">What they are.</param>
    internal void Mark(int volume, long from, long to, long length, ShareState state)
    {
        if (from >= to)
        {
            return;
        }
        var begin = (Int128)volume * length;
        var lineLength = (Int128)_volumesPerLine * length;
        var end = (int)DivideUp((begin + to) * CellsPerLine, lineLength);
        for (var cell = (int)((begin + from) * CellsPerLine / lineLength); cell < end; cell++)
        {
            _cells[cell] = _cells[cell] is { } other && other > state ? other : state;
        }
    }

    /// <summary>Says what holds for a volume from end to end.</summary>
    internal void Mark(int volume, ShareState state) => Mark(volume, 0, 1, 1, state);

    private static int DivideUp(int number, int by) => (int)DivideUp((Int128)number, by);

    private static Int128 DivideUp(Int128 number, Int128 by) => (number + by - 1) / by;
}
