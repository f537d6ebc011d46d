using System.Buffers.Text;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>The label of one volume of a set: the set's label, <c>" Volume "</c>, and the volume's number in decimal.</summary>
/// <param name="Set">The label of all volumes of the set.</param>
/// <param name="Number">The volume's number, from 1; 0 if the label has none.</param>
internal readonly record struct VolumeLabel(ByteString Set, int Number)
{
    private static ReadOnlySpan<byte> BeforeNumber => " Volume "u8;

    /// <summary>Takes a label apart. Any text is one, if only without a number.</summary>
    public static VolumeLabel Parse(ByteString text)
    {
        var at = text.Span.LastIndexOf(BeforeNumber);
        return
            at >= 0
            && Utf8Parser.TryParse(text.Span[(at + BeforeNumber.Length)..], out int number, out var read)
            && read == text.Length - at - BeforeNumber.Length
            && number > 0
            ? new VolumeLabel(new ByteString(text.Span[..at]), number)
            : new VolumeLabel(text, 0);
    }

    /// <summary>The label as volumes have it.</summary>
    public ByteString ToText() =>
        new([.. Set.Span, .. BeforeNumber, .. Encoding.ASCII.GetBytes($"{Number}")]);
}
