using System.Buffers.Binary;
using Tarn.Format.Segments;

namespace Tarn.Scanning;

/// <summary>Good segments of one archive and volume that lie right behind each other, with sequences without gaps.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="FirstSequence">The sequence of the first one.</param>
/// <param name="LastSequence">The sequence of the last one.</param>
/// <param name="Input">The number of the input they are in, from 0.</param>
/// <param name="Offset">Where the first one begins in it.</param>
/// <param name="End">Where the last one ends in it.</param>
/// <param name="Volume">The volume that they say they were written into.</param>
/// <param name="Codec">How they are compressed.</param>
/// <param name="IsInside">
/// Whether they lie where segments of another archive are lost: then they may be content of that one, a volume that was
/// backed up.
/// </param>
internal readonly record struct SegmentRun(
    ArchiveId Archive,
    long FirstSequence,
    long LastSequence,
    int Input,
    long Offset,
    long End,
    int Volume,
    Codec Codec,
    bool IsInside
)
{
    /// <summary>Bytes of <see cref="WriteTo"/>.</summary>
    public const int Size = ArchiveId.Size + (4 * sizeof(long)) + (2 * sizeof(int)) + 2;

    /// <summary>How the segments are framed.</summary>
    public IFraming Framing => Framings.Of(Codec);

    /// <summary>In a form whose bytes sort by archive, first sequence, and input.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        Archive.WriteTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], FirstSequence);
        BinaryPrimitives.WriteInt32BigEndian(bytes[24..], Input);
        BinaryPrimitives.WriteInt64BigEndian(bytes[28..], Offset);
        BinaryPrimitives.WriteInt64BigEndian(bytes[36..], LastSequence);
        BinaryPrimitives.WriteInt64BigEndian(bytes[44..], End);
        BinaryPrimitives.WriteInt32BigEndian(bytes[52..], Volume);
        bytes[56] = (byte)Codec;
        bytes[57] = IsInside ? (byte)1 : (byte)0;
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static SegmentRun Read(ReadOnlySpan<byte> bytes) =>
        new(
            new ArchiveId(bytes[..ArchiveId.Size]),
            FirstSequence: BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
            LastSequence: BinaryPrimitives.ReadInt64BigEndian(bytes[36..]),
            Input: BinaryPrimitives.ReadInt32BigEndian(bytes[24..]),
            Offset: BinaryPrimitives.ReadInt64BigEndian(bytes[28..]),
            End: BinaryPrimitives.ReadInt64BigEndian(bytes[44..]),
            Volume: BinaryPrimitives.ReadInt32BigEndian(bytes[52..]),
            Codec: (Codec)bytes[56],
            IsInside: bytes[57] != 0
        );
}
