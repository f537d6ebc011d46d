using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>Receives what a <see cref="TarDecoder"/> finds, in stream order.</summary>
public interface ITarHandler
{
    /// <summary>An entry begins. Its content, if it has any, follows.</summary>
    void Begin(Entry entry);

    /// <summary>The next bytes of the entry's content; valid only during the call.</summary>
    void Content(ReadOnlySpan<byte> bytes);

    /// <summary>The entry has ended, its content and padding complete.</summary>
    void End();
}
