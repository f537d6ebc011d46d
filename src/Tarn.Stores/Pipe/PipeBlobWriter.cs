using Tarn.Linux;

namespace Tarn.Stores.Pipe;

/// <summary>Passes the bytes on as they come.</summary>
internal sealed class PipeBlobWriter(PipeSink sink, Stream stream, string name) : IBlobWriter
{
    private long _passedBytes;
    private bool _isOver;
    private bool _hasLeft;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        if (bytes.IsEmpty)
        {
            return;
        }
        // Over until the bytes are through: nobody knows how many a failed write passed on.
        _isOver = true;
        _passedBytes += bytes.Length;
        try
        {
            await stream.WriteAsync(bytes, ct);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
        _isOver = false;
    }

    public async ValueTask CommitAsync(CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        _isOver = true;
        try
        {
            await stream.FlushAsync(ct);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
        Leave(cutOff: false);
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        Leave(cutOff: _passedBytes > 0);
        return ValueTask.CompletedTask;
    }

    private void Leave(bool cutOff)
    {
        if (!_hasLeft)
        {
            _hasLeft = true;
            sink.Leave(cutOff);
        }
    }

    private StoreException Failure(IOException error) =>
        new(
            name,
            $"cannot write '{name}' to the pipe, of which it was given {_passedBytes} bytes: {error.Message.TrimEnd('.')}; "
                + (
                    error.HResult is > 0 and not Errno.EPIPE
                        ? Errno.Advise(error.HResult)
                        : "look whether the program at its other end has ended"
                ),
            isTransient: false,
            error
        );

    private void ThrowIfOver()
    {
        if (_isOver)
        {
            throw new InvalidOperationException(
                $"The writer of '{name}' is over: after a commit, a failure, or disposing."
            );
        }
    }
}
