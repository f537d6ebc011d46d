using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Reading;
using Tarn.Scanning;
using Tarn.Sets;
using Tarn.Stores.Memory;

namespace Tarn.Fuzz.Targets;

/// <summary>Reads volumes in all ways there are: front to back, by the index, and by searching for segments.</summary>
internal static class ArchiveCheck
{
    /// <summary>
    /// What both readers may take: stored segments, visible payloads, a piece and a directory of the index, each with
    /// its objects, and whatever the pools round up.
    /// </summary>
    public const long Allowance =
        (8L * Limits.MaxStoredSegment) + (16L * (Limits.MaxIndexDirectory + Limits.MaxIndexPiece));

    /// <summary>Entries that are read by the index, at most: each may lead to a segment anywhere.</summary>
    private const int MostEntries = 100;

    /// <summary>Reads them; what is wrong with them must come out as the readers promise.</summary>
    public static void Run(IReadOnlyList<byte[]> volumes)
    {
        ReadPipeAsync(volumes).GetAwaiter().GetResult();
        ReadStoreAsync(volumes).GetAwaiter().GetResult();
        RescueAsync(volumes).GetAwaiter().GetResult();
    }

    /// <summary>Whatever the bytes are, all archives in them come out as far as they can, and nothing ends the run.</summary>
    private static async Task RescueAsync(IReadOnlyList<byte[]> volumes)
    {
        var store = await StoreOf(volumes);
        var inputs = Enumerable.Range(0, volumes.Count).Select(i => ScanInput.Of(store, $"{i}")).ToArray();
        using var rescue = await Rescue.ScanAsync(inputs, workers: 1, null, CancellationToken.None);
        foreach (var archive in rescue.Archives)
        {
            await Rescue.OutlineAsync(archive, CancellationToken.None);
            await rescue.RestoreAsync(
                archive,
                new CountingTarget(),
                new RestoreOptions { Workers = 1 },
                null,
                CancellationToken.None
            );
        }
    }

    private static async Task ReadPipeAsync(IReadOnlyList<byte[]> volumes)
    {
        var archive = new PipedArchive(new MemoryStream([.. volumes.SelectMany(volume => volume)]));
        try
        {
            await archive.ListAsync(_ => { }, CancellationToken.None);
            Promise.That(
                archive is { End.IsLast: true, Volumes: > 0 },
                "an archive that was read has an end"
            );
        }
        catch (CorruptArchiveException failure)
        {
            CheckFailure(failure);
        }
    }

    private static async Task ReadStoreAsync(IReadOnlyList<byte[]> volumes)
    {
        var store = await StoreOf(volumes);
        Catalogue catalogue;
        try
        {
            catalogue = await Catalogue.ReadAsync(store, CancellationToken.None);
        }
        catch (IncompatibleFormatException)
        {
            return;
        }
        foreach (var archive in catalogue.Archives)
        {
            _ = (archive.IsComplete, archive.Entries, archive.ContentBytes, archive.StoredBytes);
            var entries = new List<IndexEntry>();
            using var browse = new Browse(store, archive, null);
            await foreach (var entry in browse.ListAsync([], CancellationToken.None))
            {
                entries.Add(entry);
            }
            await ReadEntriesAsync(new EntryReader(store, archive), entries);
            await FindAsync(browse, entries);
        }
    }

    private static async Task<MemoryStore> StoreOf(IReadOnlyList<byte[]> volumes)
    {
        var store = new MemoryStore();
        for (var i = 0; i < volumes.Count; i++)
        {
            await using var blob = await store.CreateAsync($"{i}", CancellationToken.None);
            await blob.WriteAsync(volumes[i], CancellationToken.None);
            await blob.CommitAsync(CancellationToken.None);
        }
        return store;
    }

    private static async Task ReadEntriesAsync(EntryReader reader, IEnumerable<IndexEntry> entries)
    {
        await using var owned = reader;
        foreach (var entry in entries.Take(MostEntries))
        {
            try
            {
                var events = new TarEvents();
                await reader.ReadAsync(entry, events, CancellationToken.None);
                Promise.That(
                    events.Entries is [var one] && one.Path == entry.Entry.Path,
                    "it is the entry asked for"
                );
            }
            catch (CorruptArchiveException failure)
            {
                CheckFailure(failure);
            }
        }
    }

    /// <summary>Content comes out only with the hash that the index has of it.</summary>
    private static async Task FindAsync(Browse browse, List<IndexEntry> entries)
    {
        if ((entries.Find(entry => entry.Entry is Entry.File) ?? entries.FirstOrDefault()) is not { } first)
        {
            return;
        }
        try
        {
            await browse.CopyContentAsync(first.Entry.Path, Stream.Null, CancellationToken.None);
        }
        catch (CorruptArchiveException failure)
        {
            CheckFailure(failure);
        }
        catch (ArchiveNotFoundException)
        {
            // It is no file, or the index is not in order.
        }
    }

    private static void CheckFailure(CorruptArchiveException failure) =>
        Promise.That(
            failure is { Volume: >= 0, Offset: >= 0 } && failure.Defect != Defect.None,
            "a failure says where and what"
        );
}
