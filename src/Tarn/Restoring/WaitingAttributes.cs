using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Spill;

namespace Tarn.Restoring;

/// <summary>
/// The extended attributes of directories until these are left, the last ones first: up to 700 KB of each. What is more
/// than its share of memory waits in a temporary file. Not thread-safe.
/// </summary>
/// <param name="memoryLimit">Most bytes in memory.</param>
internal sealed class WaitingAttributes(int memoryLimit) : IDisposable
{
    private readonly SpillStream _stream = new(memoryLimit);

    /// <summary>Puts attributes on top; where they begin.</summary>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public long Push(ExtendedAttributes attributes)
    {
        var begin = _stream.Seek(0, SeekOrigin.End);
        using var writer = new BinaryWriter(_stream, System.Text.Encoding.UTF8, leaveOpen: true);
        foreach (var (name, value) in attributes)
        {
            writer.Write(name.Length);
            writer.Write(name.Span);
            writer.Write(value.Length);
            writer.Write(value.Span);
        }
        return begin;
    }

    /// <summary>Takes the attributes on top, which begin at <paramref name="begin"/>.</summary>
    /// <exception cref="IOException">The temporary file cannot be read.</exception>
    public ExtendedAttributes Pop(long begin)
    {
        if (_stream.Length == begin)
        {
            return ExtendedAttributes.None;
        }
        var attributes = new List<ExtendedAttribute>();
        using var reader = new BinaryReader(_stream, System.Text.Encoding.UTF8, leaveOpen: true);
        _stream.Position = begin;
        while (_stream.Position < _stream.Length)
        {
            var name = new ByteString(reader.ReadBytes(reader.ReadInt32()));
            attributes.Add(new ExtendedAttribute(name, new ByteString(reader.ReadBytes(reader.ReadInt32()))));
        }
        _stream.SetLength(begin);
        return new ExtendedAttributes(attributes);
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
