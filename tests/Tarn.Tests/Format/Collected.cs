using Tarn.Format.Model;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format;

/// <summary>Keeps all that a tar stream holds.</summary>
internal sealed class Collected : ITarHandler
{
    private readonly List<byte> _content = [];
    private Entry? _open;

    public List<(Entry Entry, byte[] Content)> Entries { get; } = [];

    public void Begin(Entry entry)
    {
        Assert.Null(_open);
        _open = entry;
    }

    public void Content(ReadOnlySpan<byte> bytes) => _content.AddRange(bytes);

    public void End()
    {
        Entries.Add((_open!, [.. _content]));
        _content.Clear();
        _open = null;
    }
}
