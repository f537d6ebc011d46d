using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>Receives what a <see cref="TarDecoder"/> finds, in stream order.</summary>
public interface ITarHandler
{
    /// <summary>An entry begins. Its content, if it has any, follows.</summary>
    void Begin(Entry entry);

    /// <summary>The next bytes of the entry's content; valid only during the call.</summary>
    void Content(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// The next <paramref name="length"/> bytes of the entry's content are a hole. By default that many zeros are
    /// <see cref="Content"/>.
    /// </summary>
    void Hole(long length)
    {
        Span<byte> zeros = stackalloc byte[4096];
        zeros.Clear();
        for (var left = length; left > 0; left -= zeros.Length)
        {
            Content(zeros[..(int)Math.Min(left, zeros.Length)]);
        }
    }

    /// <summary>
    /// The next <paramref name="length"/> bytes of the entry's content are lost (<see cref="TarDecoder.Skip"/>). By default
    /// they are as a <see cref="Hole"/>.
    /// </summary>
    void Lose(long length) => Hole(length);

    /// <summary>The entry has ended, its content and padding complete.</summary>
    void End();
}
