using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Tests.Format.Vectors;

/// <summary>Keeps the first entry of a tar stream.</summary>
internal sealed class FirstEntry : ITarHandler
{
    public Entry? Entry { get; private set; }

    public void Begin(Entry entry) => Entry ??= entry;

    public void Content(ReadOnlySpan<byte> bytes) { }

    public void End() { }
}
