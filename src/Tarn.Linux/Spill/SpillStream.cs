namespace Tarn.Linux.Spill;

/// <summary>
/// A seekable stream that lives in memory while it is short and in a temporary file, gone with it, when it is long.
/// Not thread-safe.
/// </summary>
/// <param name="memoryLimit">How long it may get in memory, bytes.</param>
/// <param name="directory">Where the file is made then; null for the directory for temporary files ($TMPDIR).</param>
public sealed class SpillStream(int memoryLimit, string? directory = null) : Stream
{
    private readonly string _directory = directory ?? Path.GetTempPath();
    private Stream _inner = new MemoryStream();

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _inner.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _inner.Position;
        set => _inner.Position = value;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => _inner.Read(buffer);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            if (_inner is MemoryStream memory && memory.Position + buffer.Length > memoryLimit)
            {
                Spill(memory);
            }
            _inner.Write(buffer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _inner.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        try
        {
            if (_inner is MemoryStream memory && value > memoryLimit)
            {
                Spill(memory);
            }
            _inner.SetLength(value);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Failure(failure);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => _inner.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Spill(MemoryStream memory)
    {
        // Without a buffer: what is long enough to come here is read and written in pieces, at many places; and nothing is
        // left to fail when it is disposed.
        var file = new FileStream(TemporaryFile.Open(_directory), FileAccess.ReadWrite, bufferSize: 0);
        _inner = file;
        var position = memory.Position;
        memory.WriteTo(file);
        file.Position = position;
        memory.Dispose();
    }

    private IOException Failure(Exception failure)
    {
        var reason = failure switch
        {
            FileSystemException linux => Errno.Describe(linux.Errno),
            { HResult: > 0 } => Errno.Describe(failure.HResult),
            _ => failure.Message.TrimEnd('.'),
        };
        return new IOException(
            $"cannot keep a temporary file in '{_directory}': {reason}; make room there, or set TMPDIR to another place"
        );
    }
}
