using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// The tar stream of a GNU multi-volume archive, of either format: a stream that can only be read, as if there were no
/// volumes. Labels and continuations are taken out, and what they say is checked. Memory is bounded by
/// <see cref="Limits.MaxExtendedHeaders"/>. Not thread-safe.
/// </summary>
/// <remarks>
/// Reading throws <see cref="CorruptArchiveException"/>, whose message names volume, member and offset, when a volume
/// is <see cref="Defect.Missing"/>, is another than the one that belongs there
/// (<see cref="Defect.OutOfSequence"/>), or is damaged. Every byte read before that is right; afterwards there is
/// nothing more to be had. Damage within contents is not noticed: tar has no check of them.
/// </remarks>
/// <param name="nextVolume">
/// Asked for each volume by its number, from 1, when the one before has been read to its end; null if there is none.
/// The reader disposes of the stream before it asks for the next one.
/// </param>
public sealed class MultiVolumeReader(Func<int, Stream?> nextVolume) : Stream
{
    private readonly byte[] _buffer = new byte[VolumeInput.BufferSize];
    private readonly byte[] _block = new byte[TarBlock.Size];
    private readonly MemberWalk _walk = new();
    private readonly VolumeSequence _sequence = new();
    private ReadOnlyMemory<byte> _headers;
    private Stream? _volume;
    private VolumeInput? _input;
    private MemberContinuation? _announced;
    private CorruptArchiveException? _failure;

    /// <summary>The volumes asked for so far.</summary>
    public int VolumeCount { get; private set; }

    /// <summary>
    /// Numbers of the volumes of which nothing says that they belong where they are: no member goes on in them, and no
    /// label has a number. GNU tar's format has no more to offer; whoever must be sure that no volume was left out
    /// gives the set a label. At most <see cref="Limits.MaxVolumeNumber"/>.
    /// </summary>
    public IReadOnlyList<int> UncheckedVolumes => _sequence.Unchecked;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_failure is not null)
        {
            throw _failure;
        }
        try
        {
            return ReadOn(buffer);
        }
        catch (CorruptArchiveException failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _volume?.Dispose();
        }
        base.Dispose(disposing);
    }

    private int ReadOn(Span<byte> buffer)
    {
        var read = 0;
        while (read == 0 && !buffer.IsEmpty)
        {
            if (!_headers.IsEmpty)
            {
                read = Math.Min(_headers.Length, buffer.Length);
                _headers.Span[..read].CopyTo(buffer);
                _headers = _headers[read..];
            }
            else if (_walk.HasEnded)
            {
                break;
            }
            else if (_input is null || _input.IsAtEnd)
            {
                ChangeVolume();
            }
            else if (_walk.IsInContent)
            {
                read = ReadContent(_input, buffer);
            }
            else
            {
                ReadHeader(_input);
            }
        }
        return read;
    }

    private int ReadContent(VolumeInput input, Span<byte> buffer)
    {
        var most = (int)Math.Min(_walk.BytesLeft, buffer.Length);
        var read = input.Read(buffer[..most]);
        _walk.Pass(read);
        return read;
    }

    private void ReadHeader(VolumeInput input)
    {
        input.TryReadBlock(_block);
        var defect = _walk.Push(_block);
        if (defect != Defect.None)
        {
            throw input.Corrupt($"before this byte is no header as it should be ({defect})", defect);
        }
        CheckAnnounced(input);
        _headers = _block;
    }

    /// <summary>
    /// Where GNU tar cuts between members or within headers, it says at offset 0 which member with content will be the
    /// next.
    /// </summary>
    private void CheckAnnounced(VolumeInput input)
    {
        if (_announced is not { } announced || (_walk.Member is null && !_walk.HasEnded))
        {
            return;
        }
        var isIt =
            _walk.Member is { } member && announced.IsOf(member.Name) && announced.Total == member.Total;
        if (!isIt && (_walk.HasEnded || _walk.IsInContent))
        {
            throw input.Corrupt($"the volume's start says that {announced} comes next", Defect.OutOfSequence);
        }
        _announced = isIt ? null : announced;
    }

    private void ChangeVolume()
    {
        EndVolume();
        VolumeCount++;
        if (VolumeCount > Limits.MaxVolumeNumber)
        {
            throw new CorruptArchiveException("more volumes than can be", VolumeCount, 0, Defect.OverLimit);
        }
        _volume = nextVolume(VolumeCount);
        if (_volume is null)
        {
            throw new CorruptArchiveException(
                $"volume {VolumeCount} is missing: {VolumeSequence.Expected(_walk)}",
                VolumeCount,
                0,
                Defect.Missing
            );
        }
        _input = new VolumeInput(_volume, VolumeCount, _buffer);
        var head = VolumeHead.Read(_input);
        _sequence.Check(head, _input, _walk);
        _announced = _walk.IsInContent ? null : head.Continuation;
        if (head.LeavesLabel)
        {
            _walk.ExpectLabel();
        }
        if (_input.IsAtEnd)
        {
            throw _input.Corrupt("the volume ends behind its first headers", Defect.Truncated);
        }
    }

    private void EndVolume()
    {
        if (_input is { } input && input.Offset % TarBlock.Size != 0)
        {
            throw input.Corrupt("the volume ends within a block: it was cut off", Defect.Truncated);
        }
        _volume?.Dispose();
        _volume = null;
        _input = null;
    }
}
