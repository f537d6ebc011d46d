using Microsoft.Win32.SafeHandles;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// A file being restored, under a temporary name until it is published. One thread at a time; each file may have
/// its own. Disposed without having been published, it leaves nothing behind.
/// </summary>
public sealed class StagedFile : IDisposable
{
    private readonly Entry.File _file;
    private readonly RestoreRules _rules;
    private readonly MetadataWriter _metadata;
    private readonly TemporaryEntry _temporary;
    private readonly SafeFileHandle _handle;
    private long _written;
    private bool _endsInHole;

    internal StagedFile(
        Entry.File file,
        RestoreRules rules,
        MetadataWriter metadata,
        TemporaryEntry temporary,
        SafeFileHandle handle
    )
    {
        _file = file;
        _rules = rules;
        _metadata = metadata;
        _temporary = temporary;
        _handle = handle;
    }

    /// <summary>Appends to the content.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than the entry says.</exception>
    /// <exception cref="FileSystemException">It cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowIfBeyond(bytes.Length);
        ThrowIf(FileCalls.WriteAll(_handle, _written, bytes), "write the file");
        _written += bytes.Length;
        _endsInHole &= bytes.IsEmpty;
    }

    /// <summary>Appends zeros that take no room.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than the entry says.</exception>
    public void LeaveHole(long length)
    {
        ThrowIfBeyond(length);
        _written += length;
        _endsInHole |= length > 0;
    }

    /// <summary>
    /// Sets owner, mode and time and then gives the file its real name, unless what has that name is to be kept.
    /// The content need not be on disk yet when this returns.
    /// </summary>
    /// <exception cref="InvalidOperationException">The content is shorter than the entry says.</exception>
    /// <exception cref="FileSystemException">
    /// It cannot be done; EISDIR if a directory has that name.
    /// </exception>
    public Placement Publish()
    {
        if (_written != _file.Size)
        {
            throw new InvalidOperationException($"'{_file.Path}' has {_file.Size} bytes, not {_written}.");
        }
        if (_endsInHole)
        {
            ThrowIf(FileCalls.SetLength(_handle, _file.Size), "write the file");
        }
        var placement = _metadata.Apply(_handle, _file);
        ThrowIf(FileCalls.ReportLateErrors(_handle), "write the file");
        return _temporary.TryTakeName(_file, _rules.Overwrite) ? placement : Placement.KeptExisting;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A second call must not give up the directory twice.
        if (!_handle.IsClosed)
        {
            _handle.Dispose();
            _temporary.Dispose();
        }
    }

    private void ThrowIfBeyond(long length)
    {
        if (length > _file.Size - _written)
        {
            throw new InvalidOperationException(
                $"'{_file.Path}' has {_file.Size} bytes; more were to be written."
            );
        }
    }

    private void ThrowIf(int errno, string whatWasTried)
    {
        if (errno != 0)
        {
            throw new FileSystemException(_file.Path, errno, whatWasTried);
        }
    }
}
