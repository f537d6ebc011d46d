using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>
/// The hidden payload of a volume's first segments (spec/volumes.md, "Volume start"). Integers are little-endian.
/// <code>
/// offset size field                              offset size field
///      0  512 sentence for people                 544   32 SHA-256 in the previous volume's end
///    512    8 created, seconds since 1970         576    8 continued entry: sequence, 0 if none
///    520    4 created, nanoseconds                584    8 continued entry: tar offset
///    524    1 archive kind                        592    4 length H of its headers' copy
///    525    1 codec                               596    2 length S of the set's name
///    526    1 hash algorithm                      598    2 number N of archives needed
///    527    1 zero                                600    S set's name
///    528    8 volume size                                16N archive ids
///    536    4 segment size                               H copy of the tar headers
///    540    4 group size                                   zeros up to the end
/// </code>
/// </summary>
public sealed class VolumeStart
{
    /// <summary>Bytes before the fields of variable length.</summary>
    public const int FixedSize = 600;

    /// <summary>
    /// Volume start and prologue together fill a multiple of this, so that losing the first sector of a volume costs
    /// no entry (spec/volumes.md, "Volume start").
    /// </summary>
    public const int Alignment = 4096;

    /// <summary>Bytes of the previous volume's hash.</summary>
    public const int HashSize = 32;

    /// <summary>What holds for the whole archive; <see cref="ArchiveParameters.KeepWhole"/> is not stored.</summary>
    public required ArchiveParameters Archive { get; init; }

    /// <summary>This volume's number, from 1; stored in the marker.</summary>
    public required int Volume { get; init; }

    /// <summary>The hash that the previous volume's end states; 32 zeros in the first volume.</summary>
    public required ByteString Previous { get; init; }

    /// <summary>The entry that goes on from the previous volume, if one does.</summary>
    public ContinuedEntry? Continued { get; init; }

    /// <summary>Bytes without the zeros at the end.</summary>
    public int Length =>
        FixedSize
        + Archive.Set.Length
        + (Archive.Needed.Count * ArchiveId.Size)
        + (Continued?.Headers.Length ?? 0);

    /// <summary>Writes the payload and fills the rest of <paramref name="payload"/> with zeros.</summary>
    public void WriteTo(Span<byte> payload)
    {
        payload.Clear();
        Sentence.WriteStart(Archive, Volume, payload);
        BinaryPrimitives.WriteInt64LittleEndian(payload[512..], Archive.Created.Seconds);
        BinaryPrimitives.WriteInt32LittleEndian(payload[520..], Archive.Created.Nanoseconds);
        payload[524] = (byte)Archive.Kind;
        payload[525] = (byte)Archive.Codec;
        payload[526] = (byte)Archive.Hash;
        BinaryPrimitives.WriteInt64LittleEndian(payload[528..], Archive.VolumeSize);
        BinaryPrimitives.WriteInt32LittleEndian(payload[536..], Archive.SegmentSize);
        BinaryPrimitives.WriteInt32LittleEndian(payload[540..], Archive.GroupSize);
        Previous.Span.CopyTo(payload.Slice(544, HashSize));
        BinaryPrimitives.WriteInt64LittleEndian(payload[576..], Continued?.Sequence ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(payload[584..], Continued?.TarOffset ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(payload[592..], Continued?.Headers.Length ?? 0);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[596..], (ushort)Archive.Set.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(payload[598..], (ushort)Archive.Needed.Count);
        var rest = payload[FixedSize..];
        Archive.Set.Span.CopyTo(rest);
        rest = rest[Archive.Set.Length..];
        foreach (var id in Archive.Needed)
        {
            id.WriteTo(rest);
            rest = rest[ArchiveId.Size..];
        }
        Continued?.Headers.Span.CopyTo(rest);
    }

    /// <summary>Reads the payload of the volume start of volume <paramref name="marker"/>.Volume.</summary>
    public static bool TryParse(
        Marker marker,
        ReadOnlySpan<byte> payload,
        out VolumeStart? start,
        out Defect defect
    )
    {
        start = null;
        defect = Check(payload, out var setLength, out var neededCount, out var headersLength);
        if (defect != Defect.None)
        {
            return false;
        }
        var needed = payload.Slice(FixedSize + setLength, neededCount * ArchiveId.Size);
        var headers = payload.Slice(FixedSize + setLength + needed.Length, headersLength);
        start = new VolumeStart
        {
            Archive = ReadArchive(marker.Archive, payload, payload.Slice(FixedSize, setLength), needed),
            Volume = marker.Volume,
            Previous = new ByteString(payload.Slice(544, HashSize)),
            Continued = ReadContinued(payload, headers),
        };
        return true;
    }

    private static ArchiveParameters ReadArchive(
        ArchiveId id,
        ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> set,
        ReadOnlySpan<byte> needed
    )
    {
        var ids = new ArchiveId[needed.Length / ArchiveId.Size];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new ArchiveId(needed.Slice(i * ArchiveId.Size, ArchiveId.Size));
        }
        return new ArchiveParameters(
            id,
            new ByteString(set),
            new UnixTime(
                BinaryPrimitives.ReadInt64LittleEndian(payload[512..]),
                BinaryPrimitives.ReadInt32LittleEndian(payload[520..])
            ),
            (Codec)payload[525],
            BinaryPrimitives.ReadInt64LittleEndian(payload[528..]),
            BinaryPrimitives.ReadInt32LittleEndian(payload[536..])
        )
        {
            Kind = (ArchiveKind)payload[524],
            Hash = (HashAlgorithm)payload[526],
            GroupSize = BinaryPrimitives.ReadInt32LittleEndian(payload[540..]),
            Needed = ids,
        };
    }

    private static ContinuedEntry? ReadContinued(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> headers)
    {
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(payload[576..]);
        return sequence == 0
            ? null
            : new ContinuedEntry(
                sequence,
                BinaryPrimitives.ReadInt64LittleEndian(payload[584..]),
                headers.ToArray()
            );
    }

    private static Defect Check(ReadOnlySpan<byte> payload, out int set, out int needed, out int headers)
    {
        set = needed = headers = 0;
        if (payload.Length < FixedSize)
        {
            return Defect.Truncated;
        }
        headers = BinaryPrimitives.ReadInt32LittleEndian(payload[592..]);
        set = BinaryPrimitives.ReadUInt16LittleEndian(payload[596..]);
        needed = BinaryPrimitives.ReadUInt16LittleEndian(payload[598..]);
        if (headers < 0 || set > Limits.MaxSetName || needed > Limits.MaxArchivesNeeded)
        {
            return Defect.OverLimit;
        }
        if (FixedSize + set + (needed * ArchiveId.Size) + (long)headers > payload.Length)
        {
            return Defect.Truncated;
        }
        var segmentSize = BinaryPrimitives.ReadInt32LittleEndian(payload[536..]);
        var valid =
            set > 0
            && Enum.IsDefined((ArchiveKind)payload[524])
            && Enum.IsDefined((Codec)payload[525])
            && Enum.IsDefined((HashAlgorithm)payload[526])
            && BinaryPrimitives.ReadInt64LittleEndian(payload[528..]) >= Limits.MinVolumeSize
            && segmentSize is >= Limits.MinSegmentSize and <= Limits.MaxSegmentSize
            && BinaryPrimitives.ReadInt32LittleEndian(payload[540..]) is >= 0 and <= Limits.MaxSegmentSize
            && BinaryPrimitives.ReadInt32LittleEndian(payload[520..])
                is >= 0
                    and < UnixTime.NanosecondsPerSecond
            && BinaryPrimitives.ReadInt64LittleEndian(payload[576..]) is >= 0 and < Limits.MaxPosition
            && BinaryPrimitives.ReadInt64LittleEndian(payload[584..]) is >= 0 and < Limits.MaxPosition;
        return valid ? Defect.None : Defect.BadField;
    }
}
