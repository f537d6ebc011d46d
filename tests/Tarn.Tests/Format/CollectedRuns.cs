using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Tests.Format;

/// <summary>Keeps all that a tar stream holds, with holes told apart from data.</summary>
internal sealed class CollectedRuns : ITarHandler
{
    private readonly List<(bool IsHole, long Length, ByteString Data)> _runs = [];
    private Entry? _open;

    public List<(Entry Entry, List<(bool IsHole, long Length, ByteString Data)> Runs)> Entries { get; } = [];

    public void Begin(Entry entry) => _open = entry;

    public void Content(ReadOnlySpan<byte> bytes)
    {
        if (_runs is [.., (false, _, var before)])
        {
            byte[] both = [.. before.Span, .. bytes];
            _runs[^1] = (false, both.Length, new ByteString(both));
        }
        else
        {
            _runs.Add((false, bytes.Length, new ByteString(bytes)));
        }
    }

    public void Hole(long length) => _runs.Add((true, length, default));

    public void End()
    {
        Entries.Add((_open!, [.. _runs]));
        _runs.Clear();
    }
}
