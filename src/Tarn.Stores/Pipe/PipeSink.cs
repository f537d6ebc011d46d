namespace Tarn.Stores.Pipe;

/// <summary>
/// A pipe, tape or socket: each blob's bytes go to <paramref name="stream"/> at once, one blob after the other, and the
/// names get lost. What has gone down a pipe cannot be taken back, so of the guarantees of a store this gives none but
/// the order: a commit flushes, and after a blob was given up half-way no other is taken. One blob at a time, one
/// caller at a time. Never closes the stream.
/// </summary>
public sealed class PipeSink(Stream stream) : IBlobSink
{
    private PipeState _state = PipeState.BetweenBlobs;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The writer of the blob before is still open.</exception>
    public ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct)
    {
        BlobName.ThrowIfBad(name);
        ct.ThrowIfCancellationRequested();
        switch (_state)
        {
            case PipeState.InsideBlob:
                throw new InvalidOperationException(
                    $"The blob before '{name}' is still being written to the pipe."
                );
            case PipeState.Broken:
                throw new StoreException(
                    name,
                    $"'{name}' cannot follow in the pipe: the one before it was cut off: start again with a new pipe"
                );
            default:
                _state = PipeState.InsideBlob;
                return ValueTask.FromResult<IBlobWriter>(new PipeBlobWriter(this, stream, name));
        }
    }

    /// <summary>The blob is over: whole, or cut off after some of it had been passed on.</summary>
    internal void Leave(bool cutOff) => _state = cutOff ? PipeState.Broken : PipeState.BetweenBlobs;

    private enum PipeState
    {
        BetweenBlobs,
        InsideBlob,
        Broken,
    }
}
