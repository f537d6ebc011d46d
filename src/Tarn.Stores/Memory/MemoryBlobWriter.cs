using System.Buffers;

namespace Tarn.Stores.Memory;

/// <summary>Gathers the bytes; the store gets them at the commit.</summary>
internal sealed class MemoryBlobWriter(MemoryStore store, string name) : IBlobWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private bool _isOver;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        _bytes.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        _isOver = true;
        store.Publish(name, _bytes.WrittenMemory);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        return ValueTask.CompletedTask;
    }

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException(
                $"The writer of '{name}' is over: after a commit or disposing."
            );
        }
    }
}
