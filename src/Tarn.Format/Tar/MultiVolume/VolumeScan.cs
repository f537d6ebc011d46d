using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// Says what one volume of a GNU multi-volume archive holds, without the others. Memory is bounded by
/// <see cref="Limits.MaxExtendedHeaders"/>. Not thread-safe.
/// </summary>
public sealed class VolumeScan
{
    private const int MaxRecord = MultiVolumeOptions.MaxBlockingFactor * TarBlock.Size;

    private readonly VolumeInput _input;
    private readonly MemberWalk _walk = new();
    private readonly byte[] _block = new byte[TarBlock.Size];

    /// <summary>Reads the start of <paramref name="volume"/>, which stays the caller's.</summary>
    /// <exception cref="CorruptArchiveException">The start is damaged.</exception>
    public VolumeScan(Stream volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        _input = new VolumeInput(volume, 0, new byte[VolumeInput.BufferSize]);
        var head = VolumeHead.Read(_input);
        Label = head.Label;
        Continuation = head.Continuation;
    }

    /// <summary>The volume's label, if it has one.</summary>
    public ByteString? Label { get; }

    /// <summary>The member that began in an earlier volume and goes on in this one; null if there is none.</summary>
    public MemberContinuation? Continuation { get; }

    /// <summary>
    /// Bytes at the volume's start that are of headers that began in the volume before, and can only be understood
    /// with it: GNU tar cuts there, this writer does not. Known when the first part has been read.
    /// </summary>
    public long SkippedLength { get; private set; }

    /// <summary>Whether the archive ends in this volume. Known when the last part has been read.</summary>
    public bool HasEnd => _walk.HasEnded;

    /// <summary>The parts of members in this volume, front to back. To be read once.</summary>
    /// <exception cref="CorruptArchiveException">A header is damaged, or the volume was cut off.</exception>
    public IEnumerable<MemberPart> ReadParts()
    {
        if (Continuation is not null && !IsAnnouncement(Continuation))
        {
            _walk.Resume(Continuation);
            yield return ReadPart(begins: false);
        }
        else
        {
            SkipToHeader();
        }
        while (ReadHeaders())
        {
            yield return ReadPart(begins: true);
        }
    }

    /// <summary>
    /// Whether the member has not begun: where GNU tar cuts between members or within headers, it says which member
    /// with content begins in the volume's first record. No file has a header of a member as long as itself in it.
    /// </summary>
    private bool IsAnnouncement(MemberContinuation continuation)
    {
        if (continuation.Offset != 0)
        {
            return false;
        }
        var ahead = ReadAhead();
        for (var rest = ahead.Span; !rest.IsEmpty; rest = rest[TarBlock.Size..])
        {
            if (
                UstarHeader.TryParse(rest, out var header, out _)
                && header!.Type is not (TypeFlag.ExtendedHeader or TypeFlag.LongName or TypeFlag.LongLink)
                && header.ContentLength == continuation.Remaining
            )
            {
                return true;
            }
        }
        return continuation.Remaining == 0;
    }

    /// <summary>The whole blocks of as large a record as is looked at; they stay to be read.</summary>
    private ReadOnlyMemory<byte> ReadAhead()
    {
        var ahead = new byte[MaxRecord];
        var length = 0;
        while (length < ahead.Length && _input.TryReadBlock(ahead.AsSpan(length)))
        {
            length += TarBlock.Size;
        }
        var read = ahead.AsMemory(0, length);
        _input.PutBack(read);
        return read;
    }

    private void SkipToHeader()
    {
        var start = _input.Offset;
        while (_input.TryReadBlock(_block))
        {
            var isZero = !_block.AsSpan().ContainsAnyExcept((byte)0);
            if (isZero || UstarHeader.TryParse(_block, out _, out _))
            {
                _input.PutBack((byte[])[.. _block]);
                break;
            }
        }
        SkippedLength = _input.Offset - start;
    }

    /// <summary>Reads up to the next member's content; false at the end of archive or volume.</summary>
    private bool ReadHeaders()
    {
        while (!_walk.HasEnded && _input.TryReadBlock(_block))
        {
            var defect = _walk.Push(_block);
            if (defect != Defect.None)
            {
                throw _input.Corrupt($"before this byte is no header as it should be ({defect})", defect);
            }
            if (_walk.Member is not null && !_walk.IsInHeaders)
            {
                return true;
            }
        }
        return false;
    }

    private MemberPart ReadPart(bool begins)
    {
        var member = _walk.Member!;
        var before = _walk.Remaining;
        Span<byte> sink = stackalloc byte[TarBlock.Size];
        while (_walk.IsInContent && _input.TryReadBlock(sink))
        {
            _walk.Pass(sink.Length);
        }
        var length = before - _walk.Remaining;
        return new MemberPart(member.Name, member.Total, length, begins, Ends: !_walk.IsInContent);
    }
}
