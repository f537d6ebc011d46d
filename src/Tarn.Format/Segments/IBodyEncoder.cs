namespace Tarn.Format.Segments;

/// <summary>Compresses visible payloads, each on its own. Keeps its context between them; not thread-safe.</summary>
public interface IBodyEncoder : IDisposable
{
    /// <summary>Compresses <paramref name="visible"/> into a body; the body's length.</summary>
    /// <param name="visible">Not empty.</param>
    /// <param name="body">At least <see cref="IFraming.MaxBodyLength"/> bytes.</param>
    int Encode(ReadOnlySpan<byte> visible, Memory<byte> body);
}
