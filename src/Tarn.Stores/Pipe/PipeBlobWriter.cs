namespace Tarn.Stores.Pipe;

/// <summary>Passes the bytes on as they come.</summary>
internal sealed class PipeBlobWriter(PipeSink sink, Stream stream, string name) : IBlobWriter
{
    private long _writtenBytes;
    private bool _committing;
    private bool _finished;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ThrowIfFinished();
        ct.ThrowIfCancellationRequested();
        if (bytes.IsEmpty)
        {
            return;
        }
        _writtenBytes += bytes.Length;
        try
        {
            await stream.WriteAsync(bytes, ct);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
    }

    public async ValueTask CommitAsync(CancellationToken ct)
    {
        ThrowIfFinished();
        ct.ThrowIfCancellationRequested();
        _committing = true;
        try
        {
            await stream.FlushAsync(ct);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
        _finished = true;
        sink.Leave(cutOff: false);
    }

    public ValueTask DisposeAsync()
    {
        if (!_finished)
        {
            _finished = true;
            sink.Leave(cutOff: _writtenBytes > 0);
        }
        return ValueTask.CompletedTask;
    }

    private StoreException Failure(IOException error) =>
        new(
            name,
            $"The pipe took no more of '{name}', of which {_writtenBytes} bytes were passed to it: {error.Message} "
                + "Look whether the program at its other end has ended.",
            isTransient: false,
            error
        );

    private void ThrowIfFinished()
    {
        if (_finished || _committing)
        {
            throw new InvalidOperationException($"The writer of '{name}' was committed or disposed before.");
        }
    }
}
