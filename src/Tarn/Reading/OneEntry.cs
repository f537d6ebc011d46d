using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Reading;

/// <summary>Passes on the first entry of a tar stream, which must be the one expected, and nothing after it.</summary>
/// <param name="path">The entry's path.</param>
/// <param name="handler">Receives it.</param>
internal sealed class OneEntry(UnixPath path, ITarHandler handler) : ITarHandler
{
    private bool _isOpen;

    /// <summary>Whether the entry has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether another entry was found in its place.</summary>
    public bool IsWrong { get; private set; }

    /// <inheritdoc/>
    public void Begin(Entry entry)
    {
        if (HasEnded || IsWrong)
        {
            return;
        }
        IsWrong = entry.Path != path;
        _isOpen = !IsWrong;
        if (_isOpen)
        {
            handler.Begin(entry);
        }
    }

    /// <inheritdoc/>
    public void Content(ReadOnlySpan<byte> bytes)
    {
        if (_isOpen)
        {
            handler.Content(bytes);
        }
    }

    /// <inheritdoc/>
    public void Hole(long length)
    {
        if (_isOpen)
        {
            handler.Hole(length);
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_isOpen)
        {
            _isOpen = false;
            HasEnded = true;
            handler.End();
        }
    }
}
