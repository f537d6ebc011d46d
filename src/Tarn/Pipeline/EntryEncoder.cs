using Tarn.Format.Index;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Pipeline;

/// <summary>What one worker needs to turn entries into segments, kept from one to the next. Not thread-safe.</summary>
internal sealed class EntryEncoder : IDisposable
{
    private readonly IFraming _framing;
    private readonly IBodyEncoder _body;
    private readonly PooledBuffer _encoded = new();

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
        // What waits for its turn is to be no larger than it is, so the room for the worst case is used again and again.
        _encoded.Clear();
        var length = _body.Encode(visible, _encoded.GetMemory(_framing.MaxBodyLength(visible.Length)));
        _encoded.Advance(length);
        _encoded.Memory.Span.CopyTo(bodies.GetSpan(length));
        bodies.Advance(length);
        return length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _body.Dispose();
        _encoded.Dispose();
        Visible.Dispose();
    }
}
