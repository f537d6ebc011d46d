using System.Buffers;

namespace Tarn.Stores.Memory;

/// <summary>Gathers the bytes; the store gets them at the commit.</summary>
internal sealed class MemoryBlobWriter(MemoryStore store, string name) : IBlobWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private bool _finished;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ThrowIfFinished();
        ct.ThrowIfCancellationRequested();
        _bytes.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken ct)
    {
        ThrowIfFinished();
        ct.ThrowIfCancellationRequested();
        _finished = true;
        store.Publish(name, _bytes.WrittenMemory);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _finished = true;
        return ValueTask.CompletedTask;
    }

    private void ThrowIfFinished()
    {
        if (_finished)
        {
            throw new InvalidOperationException($"The writer of '{name}' was committed or disposed before.");
        }
    }
}
