using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Sets;
using Tarn.Stores;
using Tarn.Stores.Local;

namespace Tarn.Acceptance.Harness;

/// <summary>A store with one archive, made by the program.</summary>
internal sealed class Archive
{
    private Archive(string store) => Store = store;

    internal string Store { get; }

    internal List<Volume> Volumes =>
        [.. Directory.GetFiles(Store).Order(StringComparer.Ordinal).Select(path => new Volume(path))];

    /// <summary>The absolute paths of its entries, as <c>ls</c> shows them.</summary>
    internal IEnumerable<string> Paths =>
        TarnProgram.Run($"ls {Store}").AssertStatus(0).Lines.Select(path => $"/{path}");

    /// <summary>The shell's way to its tar stream.</summary>
    internal string AsTar =>
        Volumes[0].IsGzip ? $"zcat {Store}/*.tar.gz" : $"cat {Store}/*.tar.zst | zstd -dc";

    /// <summary>Backs up; every source must be readable.</summary>
    internal static Archive Of(IEnumerable<string> sources, string store, string options)
    {
        TarnProgram.Run($"backup {string.Join(' ', sources)} --to {store} {options}").AssertStatus(0);
        return new Archive(store);
    }

    /// <summary>One that is there already.</summary>
    internal static Archive In(string store) => new(store);

    internal static Archive Of(string source, string store, string options) => Of([source], store, options);

    /// <summary>Its index, as the library reads it. Paths as in listings.</summary>
    internal async Task<List<(string Path, IndexEntry Entry)>> IndexAsync()
    {
        using var store = LocalStore.Open(Store, create: false);
        var entries = new List<(string, IndexEntry)>();
        await foreach (var entry in (await BrowseAsync(store)).ListAsync([], default))
        {
            entries.Add(($"/{Encoding.Latin1.GetString(entry.Entry.Path.Span)}", entry));
        }
        return entries;
    }

    internal static async Task<Browse> BrowseAsync(IStore store)
    {
        var catalogue = await Catalogue.ReadAsync(store, default);
        return new Browse(store, catalogue.Select("latest", default(ByteString)), null);
    }
}
