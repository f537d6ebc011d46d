using Tarn.Format.Model;
using Tarn.Sources;

namespace Tarn.Campaign.Trees;

/// <summary>The content of a file that is in memory: all its extents, one after the other.</summary>
internal sealed class StoredContent(TreeEntry owner) : IEntryContent
{
    private readonly MemoryStream _bytes = new([
        .. owner.Extents.SelectMany(extent => owner.Content[(int)extent.Offset..(int)extent.End]),
    ]);

    public OpenedFile Open(Entry.File entry) => new(entry);

    public int Read(Span<byte> buffer) => _bytes.Read(buffer);

    public bool HasChanged() => false;

    public void Dispose() => _bytes.Dispose();
}
