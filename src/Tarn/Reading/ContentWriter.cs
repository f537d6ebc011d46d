using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Reading;

/// <summary>Writes the content of an entry, and hashes it.</summary>
/// <param name="output">Takes the content; stays the caller's.</param>
/// <param name="algorithm">How it is hashed.</param>
internal sealed class ContentWriter(Stream output, HashAlgorithm algorithm) : ITarHandler, IDisposable
{
    private readonly ContentHasher _hasher = new(algorithm);

    /// <summary>The hash; known once the entry has ended.</summary>
    public ContentHash Hash { get; private set; }

    /// <inheritdoc/>
    public void Begin(Entry entry) => _hasher.Begin(entry);

    /// <inheritdoc/>
    public void Hole(long length) => Zeros.Write(output, length);

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _hasher.Append(bytes);
    }

    /// <inheritdoc/>
    public void End() => Hash = _hasher.Finish();

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();
}
