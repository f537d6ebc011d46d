using System.Buffers.Binary;
using Tarn.Format.Volumes;
using Tarn.Linux.Spill;

namespace Tarn.Scanning;

/// <summary>
/// The copies of headers, from volume starts, of entries whose own headers are lost: by the sequence that the entry begins
/// with. Thread-safe.
/// </summary>
internal sealed class HeaderCopies : IDisposable
{
    private readonly SpillTable _table = new();
    private readonly Lock _turn = new();

    /// <summary>Keeps one.</summary>
    public void Add(ContinuedEntry entry)
    {
        var value = new byte[sizeof(long) + entry.Headers.Length];
        BinaryPrimitives.WriteInt64BigEndian(value, entry.TarOffset);
        entry.Headers.Span.CopyTo(value.AsSpan(sizeof(long)));
        lock (_turn)
        {
            _table.Set(Key(entry.Sequence), value);
        }
    }

    /// <summary>The one of an entry; null if there is none.</summary>
    public ContinuedEntry? Find(long sequence)
    {
        lock (_turn)
        {
            return _table.TryGet(Key(sequence), out var value)
                ? new ContinuedEntry(
                    sequence,
                    BinaryPrimitives.ReadInt64BigEndian(value),
                    value[sizeof(long)..].ToArray()
                )
                : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private static byte[] Key(long sequence)
    {
        var key = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, sequence);
        return key;
    }
}
