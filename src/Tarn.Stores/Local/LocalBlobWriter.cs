using Microsoft.Win32.SafeHandles;
using Tarn.Linux;
using Tarn.Linux.Durable;

namespace Tarn.Stores.Local;

/// <summary>Writes a temporary file and publishes it at the commit. Owns <paramref name="file"/>.</summary>
internal sealed class LocalBlobWriter(
    DurableDirectory directory,
    string storePath,
    string name,
    string temporaryName,
    SafeFileHandle file
) : IBlobWriter
{
    private long _lengthBytes;
    private bool _isOver;
    private bool _isTemporary = true;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        // Over until the bytes are in: a file that a write has failed on must never be published.
        _isOver = true;
        try
        {
            RandomAccess.Write(file, bytes.Span, _lengthBytes);
        }
        catch (IOException error)
        {
            throw Failure("write", error);
        }
        _lengthBytes += bytes.Length;
        _isOver = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken ct)
    {
        ThrowIfOver();
        ct.ThrowIfCancellationRequested();
        _isOver = true;
        try
        {
            // Network file systems report late errors only to the handle that wrote.
            RandomAccess.FlushToDisk(file);
            directory.Publish(temporaryName, name);
        }
        catch (FileSystemException error) when (error.Errno == Errno.EEXIST)
        {
            var message =
                $"'{storePath}' has a '{name}' already, which was kept: choose another name for the new one";
            throw new StoreException(name, message, isTransient: false, error);
        }
        catch (IOException error)
        {
            throw Failure("complete", error);
        }
        _isTemporary = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        file.Dispose();
        if (_isTemporary)
        {
            _isTemporary = false;
            RemoveTemporary();
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Quiet, because disposing usually follows an error that matters more, and what stays behind is never listed.
    /// </summary>
    private void RemoveTemporary()
    {
        try
        {
            directory.Remove(temporaryName);
        }
        catch (FileSystemException) { }
    }

    private StoreException Failure(string whatWasTried, IOException error) =>
        LocalFailure.Of(
            name,
            $"cannot {whatWasTried} '{name}' in '{storePath}' at byte {_lengthBytes}",
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
