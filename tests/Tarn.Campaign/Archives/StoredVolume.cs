using System.Buffers.Binary;

namespace Tarn.Campaign.Archives;

/// <summary>An undamaged volume, read by the tables of spec/segments.md without any of Tarn's code.</summary>
internal sealed class StoredVolume
{
    /// <summary>"TARNmrk" and 0xF7.</summary>
    internal static readonly byte[] Magic = [0x54, 0x41, 0x52, 0x4E, 0x6D, 0x72, 0x6B, 0xF7];

    private const int MarkerSize = 96;
    private const int Prologue = 9;

    private StoredVolume(string name, int number, byte[] bytes)
    {
        Name = name;
        Number = number;
        Bytes = bytes;
    }

    internal string Name { get; }

    internal int Number { get; }

    internal byte[] Bytes { get; }

    /// <summary>One behind the other, up to the last byte; none of a volume that another program made.</summary>
    internal IReadOnlyList<StoredSegment> Segments { get; private init; } = [];

    internal bool IsGzip => Bytes[0] == 0x1F;

    internal static StoredVolume Read(string name, int number, byte[] bytes)
    {
        var volume = new StoredVolume(name, number, bytes);
        return new StoredVolume(name, number, bytes) { Segments = [.. volume.ReadSegments()] };
    }

    /// <summary>One that another program made.</summary>
    internal static StoredVolume OfOthers(string name, int number, byte[] bytes) => new(name, number, bytes);

    /// <summary>Bytes of a segment before its marker.</summary>
    private int Prefix => IsGzip ? 16 : 8;

    private IEnumerable<StoredSegment> ReadSegments()
    {
        for (var offset = IsGzip ? 0 : Prologue; offset < Bytes.Length; )
        {
            var segment = ReadAt(offset);
            yield return segment;
            offset = segment.End;
        }
    }

    private StoredSegment ReadAt(int offset)
    {
        var marker = Bytes.AsSpan(offset + Prefix, MarkerSize);
        if (!marker.StartsWith(Magic))
        {
            throw new InvalidDataException($"{Name}: no segment at byte {offset}");
        }
        return new StoredSegment(
            Number,
            offset,
            Length: BinaryPrimitives.ReadInt32LittleEndian(marker[52..]),
            Kind: marker[9],
            Flags: BinaryPrimitives.ReadUInt16LittleEndian(marker[10..]),
            Sequence: BinaryPrimitives.ReadInt64LittleEndian(marker[32..]),
            TarOffset: BinaryPrimitives.ReadInt64LittleEndian(marker[40..]),
            Visible: BinaryPrimitives.ReadInt32LittleEndian(marker[48..]),
            HiddenOffset: offset + Prefix + MarkerSize,
            Hidden: BinaryPrimitives.ReadInt32LittleEndian(marker[72..])
        );
    }
}
