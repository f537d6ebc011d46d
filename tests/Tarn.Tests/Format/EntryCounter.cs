using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Tests.Format;

/// <summary>Counts the entries of tar streams.</summary>
internal sealed class EntryCounter : ITarHandler
{
    private int _begun;

    public int Total { get; private set; }

    public void Begin(Entry entry) => _begun++;

    public void Content(ReadOnlySpan<byte> bytes) { }

    public void End() { }

    /// <summary>Adds what has begun since the last call, or <paramref name="least"/> if that is more.</summary>
    public void CountAtLeast(int least)
    {
        Total += Math.Max(least, _begun);
        _begun = 0;
    }
}
