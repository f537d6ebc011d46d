using Microsoft.Win32.SafeHandles;
using Tarn.Linux;

namespace Tarn.Cli.Render;

/// <summary>Standard input as bytes, no more of it than is asked for. Waiting for the other end can be cancelled.</summary>
/// <param name="ct">Ends waiting.</param>
internal sealed class StandardInput(CancellationToken ct) : OneWayStream
{
    private const int Descriptor = 0;

    private readonly FileStream _file = Open();

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _file.Read(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _file.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(ct);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
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

    private static FileStream Open() =>
        GivenDescriptor.IsOpen(Descriptor)
            ? new FileStream(
                new SafeFileHandle(Descriptor, ownsHandle: false),
                FileAccess.Read,
                bufferSize: 0
            )
            : throw new IOException("standard input is closed: connect it to a file or a program");

    private static IOException Failure(Exception failure) =>
        new($"cannot read standard input: {failure.Message.TrimEnd('.')}; connect it to a file or a program");
}
