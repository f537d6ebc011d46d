using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// Reads a tar stream that is pushed into it piece by piece, cut anywhere, and tells a handler what is in it. Memory
/// is bounded by <see cref="Limits.MaxExtendedHeaders"/> and <see cref="Limits.MaxExtents"/>. Not thread-safe.
/// </summary>
/// <param name="handler">Receives the entries.</param>
public sealed class TarDecoder(ITarHandler handler)
{
    /// <summary>
    /// Most bytes of content that all extended headers of one entry may have: what is repeated in several of them is
    /// kept once, but whoever means harm need not repeat (spec/tar.md, "What a reader checks").
    /// </summary>
    private const long MaxExtendedTotal = 2L * Limits.MaxExtendedHeaders;

    private readonly byte[] _block = new byte[TarBlock.Size];
    private int _blockFill;
    private MemberHeaders _headers = new();
    private byte[] _extended = [];
    private int _extendedFill;
    private TypeFlag _extendedType;
    private long _extendedTotal;
    private State _state = State.Header;
    private long _contentLeft;
    private int _paddingLeft;
    private Entry? _entry;
    private SparseMapReader? _map;
    private SparseContent? _sparse;
    private bool _inHeaders;
    private bool _inEntry;
    private bool _zeroBlock;

    private enum State
    {
        Header,
        Extended,
        Map,
        Content,
        Ended,
    }

    /// <summary>Whether the last byte pushed ended an entry, so that another may begin or the stream end.</summary>
    public bool IsBetweenEntries =>
        _state == State.Ended || (_state == State.Header && _blockFill == 0 && !_inHeaders);

    /// <summary>Bytes that are still to come of the entry begun, its padding included; 0 if none is begun.</summary>
    public long ContentLeft => _inEntry ? _contentLeft + _paddingLeft : 0;

    /// <summary>Reads on. After a defect this decoder is of no more use.</summary>
    public Defect Push(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _state != State.Ended)
        {
            var defect = _state switch
            {
                State.Header => PushHeader(ref bytes),
                State.Extended => PushExtended(ref bytes),
                State.Map => PushMap(ref bytes),
                _ => PushContent(ref bytes),
            };
            if (defect != Defect.None)
            {
                return defect;
            }
        }
        return Defect.None;
    }

    /// <summary>
    /// Goes on behind bytes that are lost, in the content of an entry and its padding: nobody knows where in the stream
    /// headers would end.
    /// </summary>
    /// <returns>Whether it could; if not, this decoder is of no more use.</returns>
    public bool Skip(long length)
    {
        if (length > ContentLeft)
        {
            return false;
        }
        var content = Math.Min(length, _contentLeft);
        if (_sparse is not null)
        {
            _sparse.Skip(content);
        }
        else if (content > 0)
        {
            handler.Lose(content);
        }
        _contentLeft -= content;
        _paddingLeft -= (int)(length - content);
        EndIfComplete();
        return true;
    }

    private Defect PushHeader(ref ReadOnlySpan<byte> bytes)
    {
        Take(ref bytes, _block, ref _blockFill);
        if (_blockFill < _block.Length)
        {
            return Defect.None;
        }
        _blockFill = 0;
        if (!_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            _state = _zeroBlock ? State.Ended : State.Header;
            _zeroBlock = true;
            return _inHeaders ? Defect.BadField : Defect.None;
        }
        _zeroBlock = false;
        return UstarHeader.TryParse(_block, out var header, out var defect) ? Begin(header!) : defect;
    }

    private Defect Begin(UstarHeader header)
    {
        switch (header.Type)
        {
            case TypeFlag.ExtendedHeader or TypeFlag.GlobalHeader or TypeFlag.LongName or TypeFlag.LongLink:
                return BeginExtended(header);
            default:
                return BeginEntry(header);
        }
    }

    private Defect BeginExtended(UstarHeader header)
    {
        _extendedTotal += header.Type == TypeFlag.GlobalHeader ? 0 : header.ContentLength;
        if (header.ContentLength > Limits.MaxExtendedHeaders || _extendedTotal > MaxExtendedTotal)
        {
            return Defect.OverLimit;
        }
        _extended = new byte[header.ContentLength];
        _extendedFill = 0;
        _extendedType = header.Type;
        _paddingLeft = TarBlock.PaddingAfter(header.ContentLength);
        _inHeaders |= header.Type != TypeFlag.GlobalHeader;
        _state = State.Extended;
        return FinishExtended();
    }

    private Defect PushExtended(ref ReadOnlySpan<byte> bytes)
    {
        Take(ref bytes, _extended, ref _extendedFill);
        return FinishExtended();
    }

    private Defect FinishExtended()
    {
        if (_extendedFill < _extended.Length)
        {
            return Defect.None;
        }
        // What is left is padding, which State.Content skips before the next header.
        _state = _paddingLeft > 0 ? State.Content : State.Header;
        switch (_extendedType)
        {
            case TypeFlag.ExtendedHeader:
                return _headers.AddRecords(_extended);
            case TypeFlag.LongName or TypeFlag.LongLink:
                _headers.AddLong(_extendedType, _extended);
                return Defect.None;
            default:
                return Defect.None;
        }
    }

    private Defect BeginEntry(UstarHeader header)
    {
        var defect = _headers.Complete(header, out var entry);
        if (defect != Defect.None)
        {
            return defect;
        }
        _entry = entry!;
        _contentLeft = entry!.ContentLength;
        _map = _headers.SparseSize is { } size ? new SparseMapReader(size, _contentLeft) : null;
        _headers = new MemberHeaders();
        _extendedTotal = 0;
        _inHeaders = false;
        _state = State.Map;
        if (_map is null)
        {
            BeginContent(entry);
        }
        return Defect.None;
    }

    private Defect PushMap(ref ReadOnlySpan<byte> bytes)
    {
        var defect = _map!.Push(ref bytes);
        if (defect == Defect.None && _map.Map is { } map)
        {
            var (path, metadata, _) = (Entry.File)_entry!;
            BeginContent(new Entry.File(path, metadata, _map.Size) { Map = map });
        }
        return defect;
    }

    private void BeginContent(Entry entry)
    {
        _contentLeft = entry.DataLength;
        _paddingLeft = TarBlock.PaddingAfter(_contentLeft);
        _sparse = entry is Entry.File { Map: { } map } file
            ? new SparseContent(handler, map, file.Size)
            : null;
        _inEntry = true;
        handler.Begin(entry);
        _state = State.Content;
        EndIfComplete();
    }

    private Defect PushContent(ref ReadOnlySpan<byte> bytes)
    {
        var content = (int)Math.Min(_contentLeft, bytes.Length);
        if (content > 0)
        {
            PassOn(bytes[..content]);
            _contentLeft -= content;
            bytes = bytes[content..];
        }
        var padding = Math.Min(_paddingLeft, bytes.Length);
        _paddingLeft -= padding;
        bytes = bytes[padding..];
        EndIfComplete();
        return Defect.None;
    }

    private void PassOn(ReadOnlySpan<byte> content)
    {
        if (_sparse is null)
        {
            handler.Content(content);
        }
        else
        {
            _sparse.Push(content);
        }
    }

    private void EndIfComplete()
    {
        if (_contentLeft > 0 || _paddingLeft > 0)
        {
            return;
        }
        _state = State.Header;
        if (_inEntry)
        {
            _inEntry = false;
            _sparse?.End();
            handler.End();
        }
    }

    private static void Take(ref ReadOnlySpan<byte> from, byte[] into, ref int fill)
    {
        var count = Math.Min(from.Length, into.Length - fill);
        from[..count].CopyTo(into.AsSpan(fill));
        fill += count;
        from = from[count..];
    }
}
