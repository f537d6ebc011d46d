using System.Buffers;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Reading;

/// <summary>Reads segments off a stream, one after the other, without seeking. Not thread-safe.</summary>
/// <param name="stream">The volumes; stays the caller's.</param>
internal sealed class SegmentStream(Stream stream) : IDisposable
{
    private const int FirstCapacity = 1 << 20;
    private const string WhatToGive = "give all volumes of one archive, one after the other";

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstCapacity);
    private int _held;
    private int _length;

    /// <summary>How the segments of this volume are framed.</summary>
    public IFraming Framing { get; private set; } = Framings.Zstd;

    /// <summary>The volume at hand, from 1, counted.</summary>
    public int Volume { get; private set; }

    /// <summary>Where in that volume the segment at hand begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes of the volume up to the end of the segment at hand.</summary>
    public long End => Offset + _length;

    /// <summary>Begins the next volume: reads enough of it to know the framing.</summary>
    /// <exception cref="CorruptArchiveException">There is none, or it is none.</exception>
    public async Task BeginVolumeAsync(CancellationToken ct)
    {
        Volume++;
        (Offset, _length) = (0, 0);
        var most = Framings.Zstd.Prologue.Length;
        _held = await stream.ReadAtLeastAsync(_bytes.AsMemory(0, most), most, throwOnEndOfStream: false, ct);
        if (_held == 0)
        {
            throw Failure(
                Volume == 1
                    ? $"nothing came in at all: {WhatToGive}"
                    : $"volume {Volume} is missing: what came in ends before it",
                Defect.Missing
            );
        }
        Framing = Framings.Detect(_bytes.AsSpan(0, _held)) ?? throw NoVolume();
        Offset = Framing.Prologue.Length;
        _held -= Framing.Prologue.Length;
        _bytes.AsSpan(Framing.Prologue.Length, _held).CopyTo(_bytes);
    }

    /// <summary>The next segment of the volume; valid until the next call.</summary>
    /// <exception cref="CorruptArchiveException">There is none.</exception>
    public async Task<Segment> ReadAsync(CancellationToken ct)
    {
        Offset += _length;
        _length = 0;
        await FillAsync(Framing.HeadSize(), ct);
        if (!Framing.TryReadHead(_bytes.AsSpan(0, _held), out var marker, out var defect))
        {
            ThrowIfOfOtherVersion(defect);
            throw defect == Defect.BadMagic && Offset == Framing.Prologue.Length
                ? NoVolume()
                : Corrupt(defect);
        }
        await FillAsync(marker.StoredLength, ct);
        _held = 0;
        _length = marker.StoredLength;
        return new Segment(marker, _bytes.AsMemory(0, _length));
    }

    /// <summary>Makes sure that no other volume follows the last one.</summary>
    /// <exception cref="CorruptArchiveException">One does, of an archive that was not read.</exception>
    public async Task EndAsync(CancellationToken ct)
    {
        var most = Framings.Zstd.Prologue.Length;
        var count = await stream.ReadAtLeastAsync(
            _bytes.AsMemory(0, most),
            most,
            throwOnEndOfStream: false,
            ct
        );
        if (Framings.Detect(_bytes.AsSpan(0, count)) is not null)
        {
            throw Failure(
                "another archive follows, which was not read: give the volumes of one archive",
                Defect.OutOfSequence
            );
        }
    }

    /// <summary>The error for a segment at hand that belongs elsewhere.</summary>
    public CorruptArchiveException OutOfSequence(Marker marker, bool isOfThisArchive)
    {
        if (marker.Kind != SegmentKind.VolumeStart)
        {
            return Corrupt(Defect.OutOfSequence);
        }
        return isOfThisArchive
            ? Failure(
                $"volume {marker.Volume} came where volume {Volume} was to come: {WhatToGive}",
                marker.Volume > Volume ? Defect.Missing : Defect.OutOfSequence
            )
            : Failure(
                $"volume {marker.Volume} of another archive came where volume {Volume} was to come: {WhatToGive}",
                Defect.OutOfSequence
            );
    }

    /// <summary>The error for something in the segment at hand.</summary>
    public CorruptArchiveException Corrupt(Defect defect) =>
        Failure($"volume {Volume} is damaged at byte {Offset}: {DefectText.Of(defect)}", defect);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void ThrowIfOfOtherVersion(Defect defect)
    {
        if (defect == Defect.UnknownVersion && Volume == 1 && Offset == Framing.Prologue.Length)
        {
            var version = Marker.VersionOf(_bytes.AsSpan(Framing.PrefixSize));
            throw new IncompatibleFormatException("what came in", version, Marker.Version);
        }
    }

    private CorruptArchiveException NoVolume() =>
        Volume == 1
            ? Failure($"what came in does not begin as a Tarn volume: {WhatToGive}", Defect.BadMagic)
            : Corrupt(Defect.BadMagic);

    private CorruptArchiveException Failure(string message, Defect defect) =>
        new(message, Volume, Offset, defect);

    /// <summary>Reads on until there are <paramref name="length"/> bytes of the segment.</summary>
    private async Task FillAsync(int length, CancellationToken ct)
    {
        if (length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length);
            _bytes.AsSpan(0, _held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        var missing = length - _held;
        var count = await stream.ReadAtLeastAsync(
            _bytes.AsMemory(_held, missing),
            missing,
            throwOnEndOfStream: false,
            ct
        );
        _held += count;
        if (count < missing)
        {
            throw Corrupt(Defect.Truncated);
        }
    }
}
