using Tarn.Format.Bytes;

namespace Tarn.Format.Segments;

/// <summary>Decompresses bodies, each on its own. Keeps its context between them; not thread-safe.</summary>
public interface IBodyDecoder : IDisposable
{
    /// <summary>
    /// Decompresses <paramref name="body"/> into exactly the length of <paramref name="visible"/> and compares the
    /// content's check. Nothing in <paramref name="visible"/> may be used unless this returns <see cref="Defect.None"/>.
    /// </summary>
    Defect Decode(ReadOnlyMemory<byte> body, Span<byte> visible);

    /// <summary>The visible length that <paramref name="body"/> states; -1 if it states none. Unchecked.</summary>
    long StatedLength(ReadOnlySpan<byte> body);
}
