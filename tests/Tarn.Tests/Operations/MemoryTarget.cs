using System.Collections.Concurrent;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Targets;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>A target in memory that holds its caller to the order it promises.</summary>
internal sealed class MemoryTarget : IRestoreTarget
{
    private readonly ConcurrentDictionary<UnixPath, Entry> _entries = [];
    private readonly ConcurrentDictionary<UnixPath, byte> _open = [];

    public ConcurrentDictionary<UnixPath, byte[]> Contents { get; } = [];

    /// <summary>Everything restored, in archive order.</summary>
    public IEnumerable<Entry> Entries => _entries.OrderBy(each => each.Key).Select(each => each.Value);

    /// <summary>Paths that cannot be written.</summary>
    public HashSet<UnixPath> Refused { get; } = [];

    public void EnterDirectory(Entry.Directory directory)
    {
        Refuse(directory);
        Assert.True(_open.TryAdd(directory.Path, 0));
    }

    public void LeaveDirectory(Entry.Directory directory)
    {
        Assert.True(_open.TryRemove(directory.Path, out _));
        Assert.DoesNotContain(_open.Keys, path => path.IsWithin(directory.Path));
        Assert.True(_entries.TryAdd(directory.Path, directory));
    }

    public bool Keeps(Entry.File file) => _entries.ContainsKey(file.Path);

    public bool Has(Entry entry) => false;

    public IStagedFile Stage(Entry.File file)
    {
        Refuse(file);
        AssertParentIsOpen(file);
        return new Staged(this, file);
    }

    public bool Make(Entry entry)
    {
        Refuse(entry);
        AssertParentIsOpen(entry);
        if (entry is Entry.HardLink link)
        {
            Assert.Contains(link.Target, _entries.Keys);
        }
        return _entries.TryAdd(entry.Path, entry);
    }

    public void AssertAllLeft() => Assert.Empty(_open);

    private void Refuse(Entry entry)
    {
        if (Refused.Contains(entry.Path))
        {
            throw new TargetException($"cannot write {entry.Path}");
        }
    }

    private void AssertParentIsOpen(Entry entry)
    {
        var left = _entries.Values.OfType<Entry.Directory>().Any(each => entry.Path.IsWithin(each.Path));
        Assert.False(left, $"{entry.Path} comes after its directory was left");
    }

    private sealed class Staged(MemoryTarget target, Entry.File file) : IStagedFile
    {
        private readonly MemoryStream _content = new();

        public void Write(ReadOnlySpan<byte> bytes) => _content.Write(bytes);

        public bool Publish()
        {
            Assert.Equal(file.Size, _content.Length);
            target.Contents[file.Path] = _content.ToArray();
            return target._entries.TryAdd(file.Path, file);
        }

        public void Dispose() => _content.Dispose();
    }
}
