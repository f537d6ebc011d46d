using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Pipeline;

/// <summary>What one worker needs to turn entries into segments, kept from one to the next. Not thread-safe.</summary>
internal sealed class EntryEncoder : IDisposable
{
    private readonly IFraming _framing;
    private readonly IBodyEncoder _body;

    /// <summary>Encodes for <paramref name="archive"/> at compression <paramref name="level"/>.</summary>
    public EntryEncoder(ArchiveParameters archive, int level)
    {
        _framing = archive.Framing;
        _body = _framing.CreateEncoder(level);
        Hash = archive.Hash;
    }

    /// <summary>The hash of contents that the archive keeps.</summary>
    public HashAlgorithm Hash { get; }

    /// <summary>Where tar stream is gathered before it is compressed.</summary>
    public PooledBuffer Visible { get; } = new();

    /// <summary>Compresses <paramref name="visible"/> to the end of <paramref name="bodies"/>; the body's length.</summary>
    public int Encode(ReadOnlySpan<byte> visible, PooledBuffer bodies)
    {
        var length = _body.Encode(visible, bodies.GetMemory(_framing.MaxBodyLength(visible.Length)));
        bodies.Advance(length);
        return length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        Visible.Dispose();
    }
}
