using Tarn.Format.Bytes;

namespace Tarn.Format.Tar.MultiVolume;

/// <summary>
/// Follows a tar stream from member to member, to know at every place whether header or content is there, and whose.
/// Memory is bounded by <see cref="Limits.MaxExtendedHeaders"/>.
/// </summary>
internal sealed class MemberWalk
{
    /// <summary>
    /// Largest extended headers of one member, bytes, with their header blocks: one as large as is accepted, and long
    /// names beside it.
    /// </summary>
    public const int MaxHeaders = 2 * Limits.MaxExtendedHeaders;

    /// <summary>Most blocks of map behind a header of type <c>S</c>: a million extents, 21 in each.</summary>
    public const int MaxMapBlocks = 1_000_000 / 21;

    /// <summary>Where a header of type <c>S</c> says whether a block of map follows.</summary>
    private const int HeaderHasMapOffset = 482;

    /// <summary>Where a block of map says whether another follows.</summary>
    private const int MapGoesOnOffset = 504;

    private OutlineHeaders _headers = new();
    private TypeFlag _extendedType;
    private byte[] _extended = [];
    private int _extendedFill;
    private int _headersLength;
    private int _mapBlocks;
    private int _padding;
    private bool _isLabelNext;
    private State _state = State.Header;

    private enum State
    {
        Header,
        Extended,
        Map,
        Content,
        Ended,
    }

    /// <summary>The member whose header came last; null within headers, and behind a global header.</summary>
    public MemberOutline? Member { get; private set; }

    /// <summary>Bytes of the member's content and padding still to come.</summary>
    public long BytesLeft { get; private set; }

    /// <summary>Bytes of the member's content still to come, without padding; holds between blocks.</summary>
    public long Remaining => Math.Max(0, BytesLeft - _padding);

    /// <summary>Whether content or padding comes next.</summary>
    public bool IsInContent => _state == State.Content;

    /// <summary>Whether headers have begun and their member has not.</summary>
    public bool IsInHeaders => _state is State.Extended or State.Map || _headersLength > 0;

    /// <summary>Whether the last block was of zeros and has not ended the stream.</summary>
    public bool IsBehindZeros { get; private set; }

    /// <summary>Whether two blocks of zeros have ended the stream.</summary>
    public bool HasEnded => _state == State.Ended;

    /// <summary>Takes the next block, which is none of content. After a defect this walk is of no more use.</summary>
    public Defect Push(ReadOnlySpan<byte> block) =>
        _state switch
        {
            State.Header => PushHeader(block),
            State.Extended => PushExtended(block),
            State.Map => PushMap(block),
            _ => throw new InvalidOperationException("no header can come here"),
        };

    /// <summary>Passes <paramref name="count"/> bytes of content and padding, at most <see cref="BytesLeft"/>.</summary>
    public void Pass(long count)
    {
        BytesLeft -= count;
        if (BytesLeft == 0)
        {
            _state = State.Header;
        }
    }

    /// <summary>
    /// The next header is a global one that holds a volume's label besides records of the archive's maker, as GNU tar
    /// begins an archive. Anywhere else a label has no place in the stream.
    /// </summary>
    public void ExpectLabel() => _isLabelNext = true;

    /// <summary>Begins within the content of a member.</summary>
    public void Resume(MemberContinuation continuation)
    {
        Member = new MemberOutline(continuation.Name, continuation.Remaining, continuation.Total);
        BeginContent();
    }

    private Defect PushHeader(ReadOnlySpan<byte> block)
    {
        Member = null;
        if (!block.ContainsAnyExcept((byte)0))
        {
            _state = IsBehindZeros ? State.Ended : State.Header;
            IsBehindZeros = !IsBehindZeros;
            return IsInHeaders ? Defect.BadField : Defect.None;
        }
        IsBehindZeros = false;
        return UstarHeader.TryParse(block, out var header, out var defect) ? Begin(header!, block) : defect;
    }

    private Defect Begin(UstarHeader header, ReadOnlySpan<byte> block)
    {
        switch (header.Type)
        {
            case TypeFlag.ExtendedHeader or TypeFlag.GlobalHeader or TypeFlag.LongName or TypeFlag.LongLink:
                return BeginExtended(header);
            case TypeFlag.VolumeLabel or TypeFlag.MultiVolume:
                return Defect.OutOfSequence;
            default:
                return BeginMember(header, block);
        }
    }

    private Defect BeginExtended(UstarHeader header)
    {
        if (header.ContentLength > Limits.MaxExtendedHeaders)
        {
            return Defect.OverLimit;
        }
        if (header.Type != TypeFlag.GlobalHeader)
        {
            _headersLength += TarBlock.Size + (int)TarBlock.PaddedLength(header.ContentLength);
        }
        if (_headersLength > MaxHeaders)
        {
            return Defect.OverLimit;
        }
        _extended = new byte[header.ContentLength];
        _extendedFill = 0;
        _extendedType = header.Type;
        _state = State.Extended;
        return _extended.Length == 0 ? EndExtended() : Defect.None;
    }

    private Defect PushExtended(ReadOnlySpan<byte> block)
    {
        var count = Math.Min(block.Length, _extended.Length - _extendedFill);
        block[..count].CopyTo(_extended.AsSpan(_extendedFill));
        _extendedFill += count;
        return _extendedFill == _extended.Length ? EndExtended() : Defect.None;
    }

    private Defect EndExtended()
    {
        _state = State.Header;
        if (_extendedType != TypeFlag.GlobalHeader)
        {
            return _headers.Add(_extendedType, _extended);
        }
        var defect = VolumeRecords.Read(_extended, out var records);
        var isOutOfPlace = records.SaysSomething && !_isLabelNext;
        _isLabelNext = false;
        return defect == Defect.None && isOutOfPlace ? Defect.OutOfSequence : defect;
    }

    private Defect BeginMember(UstarHeader header, ReadOnlySpan<byte> block)
    {
        var defect = _headers.Complete(header, block, out var member);
        if (defect != Defect.None)
        {
            return defect;
        }
        _headers = new OutlineHeaders();
        _headersLength = 0;
        _mapBlocks = 0;
        Member = member;
        if (header.Type == TypeFlag.OldSparse && block[HeaderHasMapOffset] != 0)
        {
            _state = State.Map;
            return Defect.None;
        }
        BeginContent();
        return Defect.None;
    }

    private Defect PushMap(ReadOnlySpan<byte> block)
    {
        if (++_mapBlocks > MaxMapBlocks)
        {
            return Defect.OverLimit;
        }
        if (block[MapGoesOnOffset] == 0)
        {
            BeginContent();
        }
        return Defect.None;
    }

    private void BeginContent()
    {
        BytesLeft = TarBlock.PaddedLength(Member!.StoredLength);
        _padding = TarBlock.PaddingAfter(Member.StoredLength);
        _state = BytesLeft > 0 ? State.Content : State.Header;
    }
}
