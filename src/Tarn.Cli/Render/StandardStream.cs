using Microsoft.Win32.SafeHandles;

namespace Tarn.Cli.Render;

/// <summary>
/// Standard input or output as bytes. Unlike the console's own streams it fails when the other end of a pipe is gone, so
/// that no run ends well whose output nobody got; and waiting for the other end can be cancelled.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly FileStream _file;
    private readonly CancellationToken _ct;

    private StandardStream(int descriptor, FileAccess access, CancellationToken ct)
    {
        // No buffer: what is written is out, and no more is read than was asked for.
        _file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
        _ct = ct;
    }

    /// <summary>Standard input; reading ends when <paramref name="ct"/> is cancelled.</summary>
    public static StandardStream OpenInput(CancellationToken ct) => new(0, FileAccess.Read, ct);

    /// <summary>Standard output; writing ends when <paramref name="ct"/> is cancelled.</summary>
    public static StandardStream OpenOutput(CancellationToken ct) => new(1, FileAccess.Write, ct);

    /// <inheritdoc/>
    public override bool CanRead => _file.CanRead;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _file.CanWrite;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _file.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(_ct);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch (IOException failure)
        {
            throw new IOException($"cannot write to standard output: {failure.Message}", failure.HResult);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _file.WriteAsync(buffer, CancellationToken.None).AsTask().WaitAsync(_ct);
    }

    /// <summary>
    /// Moves the descriptor to where the bytes end: a regular file is written by offset, and others who have the
    /// descriptor (<c>{ tarn ...; echo; } > FILE</c>) would overwrite them. Asking for the handle does it.
    /// </summary>
    public override void Flush() => _ = _file.SafeFileHandle;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
