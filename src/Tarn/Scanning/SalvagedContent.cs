using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;

namespace Tarn.Scanning;

/// <summary>
/// Puts what there is of one file into its places and tells a handler of it and of what is lost. Not thread-safe.
/// </summary>
/// <param name="handler">Hears of one entry at most.</param>
internal sealed class SalvagedContent(ITarHandler handler)
{
    /// <summary>
    /// A hole takes a multiple of this from what is stored of a file, but for one at its end: the smallest block that a file
    /// system of Linux usually has, bytes.
    /// </summary>
    private const long SmallestHole = 1024;

    private readonly Once _once = new(handler);
    private TarDecoder? _tar;
    private long _position;
    private bool _isNameless;

    /// <summary>Whether bytes at a place in the tar stream can be put behind those before.</summary>
    public bool CanGoOnAt(long tarOffset) =>
        _isNameless || (_tar is not null && (tarOffset <= _position || _once.HasBegun));

    /// <summary>The headers come first, at a place in the tar stream.</summary>
    public void BeginWithHeaders(long tarOffset)
    {
        _tar = new TarDecoder(_once);
        _position = tarOffset;
    }

    /// <summary>Takes a copy of the headers; false if content cannot follow right behind it.</summary>
    public bool TryBegin(ContinuedEntry copy) =>
        TryBegin(copy.Headers.Span, copy.TarOffset + copy.Headers.Length);

    /// <summary>
    /// Takes the headers that the index gives, and counts from the end where content begins; false if that is not known.
    /// </summary>
    public bool TryBegin(IndexEntry entry, long? tarEnd)
    {
        if (
            entry.Entry is not Entry.File { Size: < Limits.MaxPosition } file
            || tarEnd is not { } end
            || MayEndInUnseenHole(file.Size)
            || file.Path.Length >= Limits.MaxPath
        )
        {
            return false;
        }
        var headers = new ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(file, headers);
        var begin = end - TarBlock.PaddedLength(file.Size);
        // Of a sparse file, and of one with attributes, the index does not tell how much is stored before the content.
        if (begin - entry.Location.TarOffset != headers.WrittenCount)
        {
            return false;
        }
        return TryBegin(headers.WrittenSpan, begin);
    }

    /// <summary>Nobody knows where content belongs: all of it is one file.</summary>
    public void BeginNameless(UnixPath name, long length, long tarOffset)
    {
        _isNameless = true;
        _position = tarOffset;
        _once.Begin(new Entry.File(name, Metadata.Unknown, length));
    }

    /// <summary>Takes bytes of tar stream.</summary>
    public void Add(ReadOnlySpan<byte> bytes, long tarOffset)
    {
        if (_isNameless)
        {
            _once.Content(bytes);
            return;
        }
        if (tarOffset > _position)
        {
            if (!_tar!.Skip(tarOffset - _position))
            {
                // What comes here cannot be content of this file.
                return;
            }
            _position = tarOffset;
        }
        var known = (int)Math.Min(bytes.Length, _position - tarOffset);
        _tar!.Push(bytes[known..]);
        _position = Math.Max(_position, tarOffset + bytes.Length);
    }

    /// <summary>Nothing more is there.</summary>
    public void Complete()
    {
        if (_isNameless)
        {
            _once.End();
        }
        else if (_tar is not null)
        {
            _tar.Skip(_tar.ContentLeft);
        }
    }

    /// <summary>A hole that takes as much from what is stored as the map adds to it, one block, would not be seen.</summary>
    private static bool MayEndInUnseenHole(long size) => size % SmallestHole is > 0 and <= TarBlock.Size;

    private bool TryBegin(ReadOnlySpan<byte> headers, long contentBegin)
    {
        if (_once.HasBegun)
        {
            return false;
        }
        var tar = new TarDecoder(_once);
        if (tar.Push(headers) != Defect.None || !_once.HasBegun)
        {
            return false;
        }
        (_tar, _position) = (tar, contentBegin);
        return true;
    }

    /// <summary>Passes on the first entry.</summary>
    private sealed class Once(ITarHandler handler) : ITarHandler
    {
        private bool _hasEnded;

        public bool HasBegun { get; private set; }

        public void Begin(Entry entry)
        {
            if (!HasBegun)
            {
                HasBegun = true;
                handler.Begin(entry);
            }
            else
            {
                _hasEnded = true;
            }
        }

        public void Content(ReadOnlySpan<byte> bytes)
        {
            if (!_hasEnded)
            {
                handler.Content(bytes);
            }
        }

        public void Hole(long length)
        {
            if (!_hasEnded)
            {
                handler.Hole(length);
            }
        }

        public void Lose(long length)
        {
            if (!_hasEnded)
            {
                handler.Lose(length);
            }
        }

        public void End()
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                handler.End();
            }
        }
    }
}
