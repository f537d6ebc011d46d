using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>
/// The hidden payload of a volume's last segment (spec/volumes.md, "Volume end"). Integers are little-endian; offsets
/// count from the volume's first byte.
/// <code>
/// offset size field                                        offset size field
///      0  512 sentence for people                           576    8 entries that begin in the archive so far
///    512    8 offset of this segment                        584    8 lines of index in this volume
///    520    8 offset of the first index segment, 0 if none  592    8 bytes of file content so far
///    528    8 offset of the index directory, 0 if none      600    1 1 in the last volume, else 0
///    536    8 offset of the first segment that begins       601    7 zero
///             an entry, 0 if none                           608   32 SHA-256 of all bytes before this segment
///    544    8 sequence of the volume's first segment        640      zeros up to the end
///    552    8 tar offset where the volume begins
///    560    8 tar offset where it ends
///    568    8 entries that begin in this volume
/// </code>
/// </summary>
public sealed record VolumeEnd
{
    /// <summary>Bytes of the whole segment, so that the last 4,096 bytes of a volume are exactly it.</summary>
    public const int SegmentSize = 4096;

    /// <summary>Bytes before the zeros that fill the segment.</summary>
    public const int FixedSize = 640;

    /// <summary>Where this segment begins: the volume's length without it.</summary>
    public long Offset { get; init; }

    /// <summary>Where the first index segment begins; 0 if the volume has no index.</summary>
    public long IndexOffset { get; init; }

    /// <summary>Where the directory of the index begins; 0 if the volume has no index.</summary>
    public long DirectoryOffset { get; init; }

    /// <summary>Where the first segment begins that begins an entry; 0 if none does.</summary>
    public long FirstEntryOffset { get; init; }

    /// <summary>The sequence of the volume's first segment.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The tar stream's length before this volume.</summary>
    public long TarBegin { get; init; }

    /// <summary>The tar stream's length up to here.</summary>
    public long TarEnd { get; init; }

    /// <summary>Entries that begin in this volume.</summary>
    public long Entries { get; init; }

    /// <summary>Entries that have begun in the archive so far.</summary>
    public long TotalEntries { get; init; }

    /// <summary>Lines of the index in this volume.</summary>
    public long IndexLines { get; init; }

    /// <summary>Bytes of regular files in the archive so far, those of unfinished ones not counted.</summary>
    public long TotalContent { get; init; }

    /// <summary>Whether this volume completes the archive.</summary>
    public bool IsLast { get; init; }

    /// <summary>The SHA-256 of all bytes of the volume before this segment.</summary>
    public ByteString Sha256 { get; init; }

    /// <summary>Writes the payload and fills the rest of <paramref name="payload"/> with zeros.</summary>
    public void WriteTo(Codec codec, Span<byte> payload)
    {
        payload.Clear();
        Sentence.WriteEnd(this, codec, payload);
        ReadOnlySpan<long> numbers =
        [
            Offset,
            IndexOffset,
            DirectoryOffset,
            FirstEntryOffset,
            FirstSequence,
            TarBegin,
            TarEnd,
            Entries,
            TotalEntries,
            IndexLines,
            TotalContent,
        ];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(payload[(Sentence.Size + (8 * i))..], numbers[i]);
        }
        payload[600] = IsLast ? (byte)1 : (byte)0;
        Sha256.Span.CopyTo(payload.Slice(608, VolumeStart.HashSize));
    }

    /// <summary>Reads a payload, whose numbers must agree with each other.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out VolumeEnd end, out Defect defect)
    {
        end = new VolumeEnd();
        if (payload.Length < FixedSize)
        {
            defect = Defect.Truncated;
            return false;
        }
        end = new VolumeEnd
        {
            Offset = BinaryPrimitives.ReadInt64LittleEndian(payload[512..]),
            IndexOffset = BinaryPrimitives.ReadInt64LittleEndian(payload[520..]),
            DirectoryOffset = BinaryPrimitives.ReadInt64LittleEndian(payload[528..]),
            FirstEntryOffset = BinaryPrimitives.ReadInt64LittleEndian(payload[536..]),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(payload[544..]),
            TarBegin = BinaryPrimitives.ReadInt64LittleEndian(payload[552..]),
            TarEnd = BinaryPrimitives.ReadInt64LittleEndian(payload[560..]),
            Entries = BinaryPrimitives.ReadInt64LittleEndian(payload[568..]),
            TotalEntries = BinaryPrimitives.ReadInt64LittleEndian(payload[576..]),
            IndexLines = BinaryPrimitives.ReadInt64LittleEndian(payload[584..]),
            TotalContent = BinaryPrimitives.ReadInt64LittleEndian(payload[592..]),
            IsLast = payload[600] == 1,
            Sha256 = new ByteString(payload.Slice(608, VolumeStart.HashSize)),
        };
        defect = payload[600] <= 1 && end.IsConsistent() ? Defect.None : Defect.BadField;
        return defect == Defect.None;
    }

    private bool IsConsistent() =>
        FirstSequence >= 0
        && TarBegin >= 0
        && TarEnd >= TarBegin
        && Entries >= 0
        && TotalEntries >= Entries
        && IndexLines >= 0
        && TotalContent >= 0
        && FirstEntryOffset >= 0
        && FirstEntryOffset < Offset
        && (IndexOffset == 0) == (DirectoryOffset == 0)
        && IndexOffset >= 0
        && IndexOffset <= DirectoryOffset
        && DirectoryOffset < Offset
        && Offset < Limits.MaxPosition
        && TarEnd < Limits.MaxPosition
        && FirstSequence < Limits.MaxPosition;
}
