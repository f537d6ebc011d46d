using System.Buffers;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Cli.Render;

/// <summary>Lines of data for standard output, gathered and written in large pieces.</summary>
/// <param name="stream">Where they go; stays the caller's.</param>
/// <param name="isTerminal">Whether a person reads them.</param>
internal sealed class Output(Stream stream, bool isTerminal)
{
    private const int EnoughLength = 32 << 10;

    private readonly ArrayBufferWriter<byte> _bytes = new(EnoughLength);

    /// <summary>Whether names must be shown so that they cannot drive the terminal.</summary>
    public bool IsTerminal { get; } = isTerminal;

    /// <summary>Appends bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Appends text.</summary>
    public void Write(string text) => Encoding.UTF8.GetBytes(text, _bytes);

    /// <summary>Appends a name: escaped for a terminal, its exact bytes for anything else.</summary>
    public void WriteName(ReadOnlySpan<byte> name)
    {
        if (IsTerminal)
        {
            Write(Printable.Of(name));
        }
        else
        {
            Write(name);
        }
    }

    /// <summary>Ends a line, or a record.</summary>
    public void End(char terminator = '\n')
    {
        _bytes.Write([(byte)terminator]);
        if (_bytes.WrittenCount >= EnoughLength)
        {
            Flush();
        }
    }

    /// <summary>Writes what was gathered.</summary>
    public void Flush()
    {
        // Emptied first: a reader that is gone is told of once.
        var bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        stream.Write(bytes);
        stream.Flush();
    }
}
