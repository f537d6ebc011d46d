using Tarn.Format.Segments;
using Tarn.Results;

namespace Tarn.Scanning;

/// <summary>
/// Watches a scan and draws it into a map. A volume's prologue counts as a part of the segment that begins the volume.
/// Not thread-safe.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="inputs">For each input which volume of the map it is, from 0, and its length; what comes behind them is not drawn.</param>
/// <param name="between">What bytes are in which no segment was found.</param>
internal sealed class MapWatch(
    VolumeMap map,
    IReadOnlyList<(int Volume, long Length)> inputs,
    ShareState between
)
{
    private int _input;
    private long _position;
    private long _damagedTo;

    /// <summary>Sees the next segment.</summary>
    /// <param name="input">The number of its input.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="isGood">Whether it is whole, and one that belongs there.</param>
    public void See(int input, FoundSegment segment, bool isGood)
    {
        PassTo(input);
        if (_input == inputs.Count)
        {
            return;
        }
        if (!isGood)
        {
            // How far its marker reaches; good segments that are found within it stay good.
            FillTo(segment.Offset);
            _damagedTo = Math.Max(_damagedTo, segment.Offset + segment.Bytes.Length);
            return;
        }
        var isFirst = segment.Marker.Kind == SegmentKind.VolumeStart;
        FillTo(segment.Offset - (isFirst ? segment.Head.Framing.Prologue.Length : 0));
        Mark(segment.End, ShareState.Whole);
    }

    /// <summary>No more segments come.</summary>
    public void Complete() => PassTo(inputs.Count);

    /// <summary>Something is wrong with an input, and nobody knows where.</summary>
    public void Doubt(int input) => map.Mark(inputs[input].Volume, ShareState.Unknown);

    private void PassTo(int input)
    {
        for (; _input < Math.Min(input, inputs.Count); _input++)
        {
            FillTo(inputs[_input].Length);
            _position = 0;
            _damagedTo = 0;
        }
    }

    /// <summary>Draws what lies before the next good segment.</summary>
    private void FillTo(long end)
    {
        Mark(Math.Min(_damagedTo, end), ShareState.Damaged);
        Mark(end, between);
    }

    private void Mark(long end, ShareState state)
    {
        var (volume, length) = inputs[_input];
        map.Mark(volume, _position, Math.Min(end, length), length, state);
        _position = Math.Max(_position, end);
    }
}
