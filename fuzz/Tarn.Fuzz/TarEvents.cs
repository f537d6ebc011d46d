using System.IO.Hashing;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Fuzz;

/// <summary>Remembers what a decoder told, whatever pieces it came in, and holds the decoder to its order.</summary>
internal sealed class TarEvents : ITarHandler
{
    private readonly List<Entry> _entries = [];
    private readonly XxHash3 _content = new();
    private long _contentLeft;
    private bool _isOpen;

    /// <summary>The entries that have begun.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <inheritdoc/>
    public void Begin(Entry entry)
    {
        Promise.That(!_isOpen, "an entry begins inside another one");
        _isOpen = true;
        _contentLeft = entry.ContentLength;
        _entries.Add(entry);
        Promise.That(_contentLeft >= 0, "an entry has a negative size");
    }

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        Promise.That(_isOpen && bytes.Length <= _contentLeft, "there is more content than the entry has");
        _contentLeft -= bytes.Length;
        _content.Append(bytes);
    }

    /// <inheritdoc/>
    public void Hole(long length)
    {
        Promise.That(_isOpen && length > 0 && length <= _contentLeft, "a hole is beyond the content");
        _contentLeft -= length;
        _content.Append(BitConverter.GetBytes(length));
    }

    /// <inheritdoc/>
    public void End()
    {
        Promise.That(_isOpen && _contentLeft == 0, "an entry ends before its content does");
        _isOpen = false;
    }

    /// <summary>Whether both were told the same.</summary>
    public bool IsSame(TarEvents other) =>
        _isOpen == other._isOpen
        && _contentLeft == other._contentLeft
        && _content.GetCurrentHashAsUInt64() == other._content.GetCurrentHashAsUInt64()
        && _entries.SequenceEqual(other._entries);
}
