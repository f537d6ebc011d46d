using System.Buffers.Binary;
using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>
/// What every segment says of itself, in every framing (spec/segments.md, "Marker"). Integers are little-endian.
/// <code>
/// offset size field                              offset size field
///      0    8 magic, "TARNmrk" F7                   40    8 tar offset of the first visible byte
///      8    1 format version, 1                     48    4 visible length
///      9    1 kind                                  52    4 stored length
///     10    2 flags                                 56    8 sequence of the entry's first segment
///     12    4 volume, from 1                        64    8 tar offset of the entry
///     16   16 archive id                            72    4 hidden length
///     32    8 sequence in the archive, from 0       76    4 zero
///                                                   80    8 check of the hidden payload
///                                                   88    8 check of bytes 0 to 87
/// </code>
/// </summary>
public readonly record struct Marker
{
    /// <summary>Bytes of a marker.</summary>
    public const int Size = 96;

    /// <summary>The format version this program writes, and the only one it reads.</summary>
    public const byte Version = 1;

    private const int CheckOffset = Size - SegmentCheck.Size;

    /// <summary>What the segment is for.</summary>
    public required SegmentKind Kind { get; init; }

    /// <summary>What else there is to know.</summary>
    public SegmentFlags Flags { get; init; }

    /// <summary>The volume the segment was written into, from 1.</summary>
    public required int Volume { get; init; }

    /// <summary>The archive it belongs to.</summary>
    public required ArchiveId Archive { get; init; }

    /// <summary>Its place among all segments of the archive, from 0, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where its first visible byte is in the tar stream.</summary>
    public required long TarOffset { get; init; }

    /// <summary>Bytes of tar stream it holds.</summary>
    public int VisibleLength { get; init; }

    /// <summary>Bytes of the whole segment as stored, framing and marker included.</summary>
    public required int StoredLength { get; init; }

    /// <summary>For entries and continuations: the sequence of the segment that the entry begins with.</summary>
    public long EntrySequence { get; init; }

    /// <summary>For entries and continuations: where the entry's headers begin in the tar stream.</summary>
    public long EntryTarOffset { get; init; }

    /// <summary>Bytes of hidden payload, which follow the marker.</summary>
    public int HiddenLength { get; init; }

    /// <summary>The <see cref="SegmentCheck"/> of the hidden payload; 0 if there is none.</summary>
    public ulong HiddenCheck { get; init; }

    /// <summary>The first eight bytes of a marker.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [(byte)'T', (byte)'A', (byte)'R', (byte)'N', (byte)'m', (byte)'r', (byte)'k', 0xF7];

    /// <summary>Writes the marker, its check included, into the first 96 bytes of <paramref name="bytes"/>.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        Magic.CopyTo(bytes);
        bytes[8] = Version;
        bytes[9] = (byte)Kind;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[10..], (ushort)Flags);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Volume);
        Archive.WriteTo(bytes[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], TarOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], VisibleLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[52..], StoredLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[56..], EntrySequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[64..], EntryTarOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[72..], HiddenLength);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[76..], 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[80..], HiddenCheck);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[CheckOffset..], SegmentCheck.Of(bytes[..CheckOffset]));
    }

    /// <summary>The format version of a marker that was refused with <see cref="Defect.UnknownVersion"/>.</summary>
    public static int VersionOf(ReadOnlySpan<byte> bytes) => bytes[8];

    /// <summary>Reads a marker whose check must hold; its lengths are within the limits afterwards.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out Marker marker, out Defect defect)
    {
        marker = default;
        defect = Check(bytes);
        if (defect != Defect.None)
        {
            return false;
        }
        marker = new Marker
        {
            Kind = (SegmentKind)bytes[9],
            Flags = (SegmentFlags)BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            Volume = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            Archive = new ArchiveId(bytes.Slice(16, ArchiveId.Size)),
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            TarOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            VisibleLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]),
            StoredLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[52..]),
            EntrySequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[56..]),
            EntryTarOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]),
            HiddenLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[72..]),
            HiddenCheck = BinaryPrimitives.ReadUInt64LittleEndian(bytes[80..]),
        };
        defect = marker.CheckFields();
        return defect == Defect.None;
    }

    private static Defect Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            return Defect.Truncated;
        }
        if (!bytes.StartsWith(Magic))
        {
            return Defect.BadMagic;
        }
        if (
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[CheckOffset..])
            != SegmentCheck.Of(bytes[..CheckOffset])
        )
        {
            return Defect.BadCheck;
        }
        return bytes[8] == Version ? Defect.None : Defect.UnknownVersion;
    }

    private Defect CheckFields()
    {
        if (!Enum.IsDefined(Kind) || Volume is < 1 or > Limits.MaxVolumeNumber)
        {
            return Defect.BadField;
        }
        if (!IsPosition(Sequence) || !IsPosition(TarOffset))
        {
            return Defect.BadField;
        }
        if (!IsPosition(EntrySequence) || !IsPosition(EntryTarOffset))
        {
            return Defect.BadField;
        }
        return
            VisibleLength is < 0 or > Limits.MaxSegmentSize
            || HiddenLength is < 0 or > Limits.MaxHiddenPayload
            || StoredLength is < Size or > Limits.MaxStoredSegment
            ? Defect.OverLimit
            : Defect.None;
    }

    /// <summary>Far below the largest number, so that lengths can be added to it.</summary>
    private static bool IsPosition(long value) => value is >= 0 and < Limits.MaxPosition;
}
