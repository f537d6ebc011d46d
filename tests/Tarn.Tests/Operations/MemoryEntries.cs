using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Sources;

namespace Tarn.Tests.Operations;

/// <summary>A source that exists only in memory, and whose files can be made to misbehave.</summary>
internal sealed class MemoryEntries : IEntrySource
{
    private readonly SortedDictionary<UnixPath, SourceItem.Found> _items = [];

    public static Metadata Metadata { get; } =
        new(
            0x1A4,
            1000,
            1000,
            ByteString.FromText("anna"),
            ByteString.FromText("users"),
            new UnixTime(1_700_000_000, 5)
        );

    public IEnumerable<Entry> Entries => _items.Values.Select(item => item.Entry);

    /// <summary>Contents by path, as they should come back.</summary>
    public Dictionary<UnixPath, byte[]> Contents { get; } = [];

    public MemoryEntries Directory(string path) =>
        Add(new Entry.Directory(UnixPath.FromText(path), Metadata), null);

    public MemoryEntries Symlink(string path, string target) =>
        Add(new Entry.Symlink(UnixPath.FromText(path), Metadata, ByteString.FromText(target)), null);

    public MemoryEntries Fifo(string path, ExtendedAttributes attributes) =>
        Add(new Entry.Fifo(UnixPath.FromText(path), Metadata with { Attributes = attributes }), null);

    public MemoryEntries HardLink(string path, string target) =>
        Add(new Entry.HardLink(UnixPath.FromText(path), Metadata, UnixPath.FromText(target)), null);

    public MemoryEntries File(string path, byte[] content) => File(path, content, new MemoryContent(content));

    /// <summary>A file whose entry promises <paramref name="promised"/> and whose reads give something else.</summary>
    public MemoryEntries File(string path, byte[] promised, IEntryContent content)
    {
        Contents[UnixPath.FromText(path)] = promised;
        return Add(new Entry.File(UnixPath.FromText(path), Metadata, promised.Length), content);
    }

    public IEnumerable<SourceItem> Read() => _items.Values;

    public static byte[] Noise(int length, ulong seed)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            seed = unchecked((seed * 6364136223846793005) + 1442695040888963407);
            bytes[i] = (byte)(seed >> 56);
        }
        return bytes;
    }

    private MemoryEntries Add(Entry entry, IEntryContent? content)
    {
        _items.Add(entry.Path, new SourceItem.Found(entry, default, content));
        return this;
    }
}
