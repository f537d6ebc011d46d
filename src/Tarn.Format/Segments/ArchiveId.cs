using System.Buffers.Binary;

namespace Tarn.Format.Segments;

/// <summary>What tells the segments of one backup run from all others: 16 random bytes, shown as 32 hex digits.</summary>
public readonly record struct ArchiveId : IComparable<ArchiveId>
{
    /// <summary>Bytes of an id.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    /// <summary>The id of these 16 bytes.</summary>
    public ArchiveId(ReadOnlySpan<byte> bytes) => _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);

    /// <summary>Writes the 16 bytes.</summary>
    public void WriteTo(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, _value);

    /// <inheritdoc/>
    public int CompareTo(ArchiveId other) => _value.CompareTo(other._value);

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() =>
        _value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> sorts first.</summary>
    public static bool operator <(ArchiveId left, ArchiveId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts last.</summary>
    public static bool operator >(ArchiveId left, ArchiveId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts first or is the same.</summary>
    public static bool operator <=(ArchiveId left, ArchiveId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts last or is the same.</summary>
    public static bool operator >=(ArchiveId left, ArchiveId right) => left.CompareTo(right) >= 0;
}
