using Microsoft.Win32.SafeHandles;

namespace Tarn.Cli.Render;

/// <summary>Standard input as bytes, no more of it than is asked for. Waiting for the other end can be cancelled.</summary>
/// <param name="ct">Ends waiting.</param>
internal sealed class StandardInput(CancellationToken ct) : OneWayStream
{
    private const int Descriptor = 0;

    private readonly FileStream _file = new(
        new SafeFileHandle(Descriptor, ownsHandle: false),
        FileAccess.Read,
        bufferSize: 0
    );

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => _file.Read(buffer);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _file.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(ct);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
