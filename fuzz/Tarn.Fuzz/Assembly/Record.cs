using System.Buffers.Binary;
using Tarn.Format.Segments;

namespace Tarn.Fuzz.Assembly;

/// <summary>
/// One segment of an archive that is put together from a recipe, before it is compressed and given a marker.
/// <code>
/// offset size field                          offset size field
///      0    1 kind; 0 begins another volume       3    1 by how much it is wrong, signed
///      1    1 flags                               4    2 length of the payload
///      2    1 what in the marker is wrong         6      payload
/// </code>
/// </summary>
/// <param name="Kind">The kind of segment; 0 is none, but the beginning of another volume.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Wrong">What in the marker is wrong.</param>
/// <param name="By">By how much.</param>
/// <param name="Payload">Tar stream, hidden payload, or lines of the index.</param>
internal readonly record struct Record(
    SegmentKind Kind,
    SegmentFlags Flags,
    MarkerField Wrong,
    sbyte By,
    ReadOnlyMemory<byte> Payload
)
{
    /// <summary>Stands where a kind does: no segment, but the beginning of another volume.</summary>
    public const SegmentKind NextVolume = default;

    private const int HeadSize = 6;

    /// <summary>All that can be read; the last one may be cut.</summary>
    public static IEnumerable<Record> ReadAll(ReadOnlyMemory<byte> recipe)
    {
        while (recipe.Length >= HeadSize)
        {
            var head = recipe.Span;
            var length = Math.Min(
                BinaryPrimitives.ReadUInt16LittleEndian(head[4..]),
                recipe.Length - HeadSize
            );
            yield return new Record(
                (SegmentKind)head[0],
                (SegmentFlags)head[1],
                (MarkerField)head[2],
                unchecked((sbyte)head[3]),
                recipe.Slice(HeadSize, length)
            );
            recipe = recipe[(HeadSize + length)..];
        }
    }

    /// <summary>The bytes that <see cref="ReadAll"/> reads.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeadSize + Payload.Length];
        bytes[0] = (byte)Kind;
        bytes[1] = (byte)Flags;
        bytes[2] = (byte)Wrong;
        bytes[3] = unchecked((byte)By);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)Payload.Length);
        Payload.Span.CopyTo(bytes.AsSpan(HeadSize));
        return bytes;
    }
}
