using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Reading;
using Tarn.Results;
using Tarn.Scanning;
using Tarn.Sets;

namespace Tarn.Verifying;

/// <summary>
/// Watches a scan of an archive's volumes: reports bytes that are no segment and hidden segments that are damaged,
/// compares hashes, and draws the map. What is wrong with visible segments shows in the entries. Not thread-safe.
/// </summary>
/// <param name="volumes">The volumes, in the order of the inputs; what comes behind them is not looked at.</param>
/// <param name="isHashed">Whether to compare hashes.</param>
/// <param name="map">Draws what is seen.</param>
/// <param name="journal">Hears what is amiss.</param>
internal sealed class SegmentWatch(
    IReadOnlyList<VolumeListing> volumes,
    bool isHashed,
    MapWatch map,
    Journal journal
) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _input = -1;
    private long _position;
    private bool _isContiguous;
    private bool _isGood;

    /// <summary>Bytes of volumes that were good segments.</summary>
    public long GoodBytes { get; private set; }

    /// <summary>Sees the next segment.</summary>
    public void See(int input, FoundSegment segment)
    {
        if (input >= volumes.Count)
        {
            return;
        }
        while (_input < input)
        {
            Complete();
            Begin(_input + 1);
        }
        var volume = volumes[input];
        if (segment.Offset > _position)
        {
            ReportGap(volume, segment.Offset);
        }
        var isOwn = segment.Marker.Archive == volume.Archive && segment.Marker.Volume == volume.Number;
        var isGood = isOwn && segment.Defect == Defect.None;
        _isGood &= isGood;
        map.See(input, segment, isGood);
        if (!isOwn)
        {
            Report(volume, segment.Offset, "a segment of another volume is there");
        }
        else if (segment.Defect != Defect.None && segment.Marker.VisibleLength == 0)
        {
            Report(
                volume,
                segment.Offset,
                $"a segment of kind {segment.Marker.Kind} is damaged: {DefectText.Of(segment.Defect)}"
            );
        }
        GoodBytes += segment.Defect == Defect.None ? segment.Marker.StoredLength : 0;
        Hash(volume, segment);
        _position = Math.Max(_position, segment.End);
    }

    /// <summary>No more segments come.</summary>
    public void Complete()
    {
        if (_input < 0 || _input >= volumes.Count)
        {
            return;
        }
        var volume = volumes[_input];
        if (_position < volume.Length)
        {
            ReportGap(volume, volume.Length);
        }
        else if (
            isHashed
            && _isContiguous
            && volume.End is { } end
            && new ByteString(_hash.GetHashAndReset()) != end.Sha256
        )
        {
            HashCheck.Report(volume, journal);
            if (_isGood)
            {
                map.Doubt(_input);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Begin(int input)
    {
        _input = input;
        _ = _hash.GetHashAndReset();
        if (input < volumes.Count)
        {
            var framing = volumes[input].Framing;
            _position = framing.Prologue.Length;
            _isContiguous = true;
            _isGood = true;
            _hash.AppendData(framing.Prologue);
        }
    }

    private void Hash(VolumeListing volume, FoundSegment segment)
    {
        _isContiguous &= segment.Offset == _position;
        if (isHashed && _isContiguous && segment.Offset != volume.End?.Offset)
        {
            _hash.AppendData(segment.Bytes.Span);
        }
    }

    private void ReportGap(VolumeListing volume, long end)
    {
        _isContiguous = false;
        Report(volume, _position, $"{end - _position:N0} bytes are no segment that can be read");
    }

    private void Report(VolumeListing volume, long offset, string what) =>
        journal.Report(
            new Problem(
                ProblemKind.Damaged,
                default,
                $"volume {volume.Number} ({volume.Name}) at byte {offset}: {what}"
            )
            {
                Volume = volume.Number,
                Offset = offset,
            }
        );
}
