using System.Text;

namespace Tarn.Acceptance.Harness.Faults;

/// <summary>A file, directory or link of a <see cref="FaultyFiles"/>. Changed only while the kernel waits for an answer.</summary>
/// <param name="id">Its inode number.</param>
/// <param name="type">A letter as <c>ls -l</c> has it.</param>
internal sealed class FaultyNode(ulong id, char type)
{
    private const long Second = 1_000_000_000;

    private readonly Dictionary<FileCall, int> _calls = [];

    internal ulong Id => id;

    internal char Type => type;

    /// <summary>Of a file its content, of a symbolic link its target.</summary>
    internal byte[] Content { get; private set; } = [];

    internal SortedDictionary<string, FaultyNode> Children { get; } = new(StringComparer.Ordinal);

    internal uint Links { get; set; } = 1;

    /// <summary>Nanoseconds since 1970.</summary>
    internal long Mtime { get; private set; } = 1_600_000_000 * Second;

    /// <summary>Nanoseconds since 1970.</summary>
    internal long Ctime { get; private set; } = 1_600_000_000 * Second;

    /// <summary>Extended attributes by name.</summary>
    internal SortedDictionary<string, byte[]> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Asked before each call with how often that call came, from 1, and the offset: changes something, and says the
    /// error (errno(3)) to answer with, 0 for none.
    /// </summary>
    internal Func<FileCall, int, long, int>? Fault { get; set; }

    internal static FaultyNode Symlink(ulong id, string target) =>
        new(id, 'l') { Content = Encoding.UTF8.GetBytes(target) };

    /// <summary>Writes another content; the times tell.</summary>
    internal void Write(byte[] content)
    {
        Content = content;
        Ctime += Second;
        Mtime = Ctime;
    }

    /// <summary>The same, and sets the time back.</summary>
    internal void WriteSecretly(byte[] content)
    {
        Content = content;
        Ctime += Second;
    }

    /// <summary>Notes a call and asks for its error.</summary>
    internal int Ask(FileCall call, long offset)
    {
        var count = _calls.GetValueOrDefault(call) + 1;
        _calls[call] = count;
        return Fault?.Invoke(call, count, offset) ?? 0;
    }
}
