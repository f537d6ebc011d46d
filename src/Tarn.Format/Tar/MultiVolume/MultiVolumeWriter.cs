using System.Buffers;
using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// Cuts a tar stream that is written into it, in pieces of any size, into the volumes of a GNU multi-volume archive,
/// which <c>tar -x -M</c> reads: a stream that can only be written. A volume is cut within the content of a member, or
/// between members, never within headers. Memory is bounded by the largest headers of one member. Not thread-safe.
/// </summary>
/// <remarks>
/// What is written must be one plain tar from its first byte to the two blocks of zeros at its end, of any format and
/// from any tar, but without labels, continuations, lone blocks of zeros, and global headers behind the first member.
/// Writing throws <see cref="CorruptArchiveException"/>, with the place in the stream, if it is not, and
/// <see cref="VolumesTooShortException"/> if a member cannot be held by volumes of this format and length. After any
/// exception the set of volumes is of no use, and the writer refuses to go on.
/// </remarks>
public sealed class MultiVolumeWriter : Stream
{
    private readonly MultiVolumeOptions _options;
    private readonly OutputVolumes _volumes;
    private readonly MemberWalk _walk = new();
    private readonly ArrayBufferWriter<byte> _headers = new();
    private readonly byte[] _block = new byte[TarBlock.Size];
    private int _blockFill;
    private bool _hasMembers;
    private bool _isBroken;
    private long _position;

    /// <summary>Writes nothing yet.</summary>
    /// <param name="options">How to cut.</param>
    /// <param name="nextVolume">
    /// Asked for each volume by its number, from 1, when the one before is complete and disposed of. Gives a stream to
    /// write it to, which the writer disposes of.
    /// </param>
    public MultiVolumeWriter(MultiVolumeOptions options, Func<int, Stream> nextVolume)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(nextVolume);
        _options = options;
        _volumes = new OutputVolumes(options, nextVolume);
    }

    /// <summary>The volumes begun so far.</summary>
    public int VolumeCount => _volumes.Count;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfBroken();
        _isBroken = true;
        for (var bytes = buffer; !bytes.IsEmpty; )
        {
            var before = bytes.Length;
            if (_walk.IsInContent)
            {
                WriteContent(ref bytes);
            }
            else
            {
                WriteHeader(ref bytes);
            }
            _position += before - bytes.Length;
        }
        _isBroken = false;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>
    /// Ends the last volume. Without this the set is incomplete, whatever is disposed of.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tar stream has not ended, or something failed.</exception>
    public void Complete()
    {
        ThrowIfBroken();
        if (!_walk.HasEnded)
        {
            throw new InvalidOperationException(
                $"the tar stream has not ended at byte {_position}: two blocks of zeros must be written first"
            );
        }
        _volumes.Complete();
    }

    /// <summary>Does nothing: bytes reach a volume in whole records.</summary>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _volumes.Dispose();
        }
        base.Dispose(disposing);
    }

    private void ThrowIfBroken()
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("an earlier write failed: these volumes cannot be completed");
        }
    }

    private void WriteContent(ref ReadOnlySpan<byte> bytes)
    {
        if (_volumes.Room == 0)
        {
            _volumes.Change(ContinuationHere());
        }
        var count = (int)Math.Min(bytes.Length, Math.Min(_walk.BytesLeft, _volumes.Room));
        _volumes.Write(bytes[..count]);
        _walk.Pass(count);
        bytes = bytes[count..];
    }

    private void WriteHeader(ref ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, _block.Length - _blockFill);
        bytes[..count].CopyTo(_block.AsSpan(_blockFill));
        bytes = bytes[count..];
        _blockFill += count;
        if (_blockFill == _block.Length)
        {
            _blockFill = 0;
            TakeHeader();
        }
    }

    private void TakeHeader()
    {
        if (_walk.HasEnded)
        {
            if (_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                throw Corrupt("something follows the end of the archive", Defect.OutOfSequence);
            }
            return;
        }
        var wasBehindZeros = _walk.IsBehindZeros;
        var defect = _walk.Push(_block);
        if (defect != Defect.None)
        {
            throw Corrupt($"no header of a tar stream, or none that may be there ({defect})", defect);
        }
        if (wasBehindZeros && !_walk.HasEnded)
        {
            throw Corrupt("a lone block of zeros, where GNU tar stops reading", Defect.OutOfSequence);
        }
        _headers.Write(_block);
        if (!_walk.IsInHeaders && !_walk.IsBehindZeros)
        {
            PlaceHeaders();
        }
    }

    /// <summary>Writes gathered headers to a volume where enough of what follows them fits as well.</summary>
    private void PlaceHeaders()
    {
        if (_walk.Member is null && !_walk.HasEnded && _hasMembers)
        {
            // At the start of a volume, GNU tar 1.34 skips the member behind it.
            throw Corrupt("a global header behind the first member", Defect.OutOfSequence);
        }
        _hasMembers |= _walk.Member is not null;
        var needed = _headers.WrittenCount + LeastContent();
        if (_volumes.Room < needed)
        {
            _volumes.Change(continuation: null);
        }
        if (_volumes.Room < needed)
        {
            throw TooLarge(needed);
        }
        _volumes.Write(_headers.WrittenSpan);
        _headers.Clear();
    }

    /// <summary>
    /// Bytes of the member's content that have to be in the volume of its headers. At least a block, so that headers
    /// and content are never apart. All of it, if the format cannot say how it goes on.
    /// </summary>
    private long LeastContent()
    {
        if (!_walk.IsInContent)
        {
            return 0;
        }
        var member = _walk.Member!;
        if (!CanGoOn)
        {
            return _walk.BytesLeft;
        }
        // A sparse file's map may make it longer than it says it is, and its offsets negative.
        var beforeStart = TarBlock.PaddedLength(Math.Max(0, member.StoredLength - member.Total));
        return Math.Min(_walk.BytesLeft, Math.Max(TarBlock.Size, beforeStart));
    }

    private bool CanGoOn =>
        _options.Format == MultiVolumeFormat.Pax
        || _walk.Member is not { Name.Length: > UstarHeader.NameLength };

    private MemberContinuation ContinuationHere()
    {
        var (member, remaining) = (_walk.Member!, _walk.Remaining);
        return new MemberContinuation(_options.Format, member.Name, member.OffsetOf(remaining), remaining);
    }

    private VolumesTooShortException TooLarge(long needed)
    {
        var name = _walk.Member?.Name;
        return new VolumesTooShortException(
            CanGoOn
                ? $"'{name}' needs {needed} bytes in one volume of {_options.VolumeLength}: choose longer volumes"
                : $"'{name}' does not fit a volume of {_options.VolumeLength} bytes and cannot go on in the next: "
                    + $"in the gnu format only names of at most {UstarHeader.NameLength} bytes can; "
                    + "choose the pax format, or longer volumes"
        );
    }

    private CorruptArchiveException Corrupt(string what, Defect defect)
    {
        var offset = _position / TarBlock.Size * TarBlock.Size;
        return new CorruptArchiveException($"tar stream, block at byte {offset}: {what}", 0, offset, defect);
    }
}
