// A program with an archive layer: it backs up what it has in memory, looks into the archive, and restores it, without
// a file, a process or a network. Give Backup a LocalStore instead of a MemoryStore and the volumes are on a disk.

using ArchiveLayer;
using Tarn;
using Tarn.Format.Bytes;
using Tarn.Sets;
using Tarn.Stores.Memory;

var mails = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
{
    ["anna/1.eml"] = "Subject: Hello\n\nHow are you?\n"u8.ToArray(),
    ["anna/2.eml"] = "Subject: Tarn\n\nA tarn is a mountain lake.\n"u8.ToArray(),
    ["bert/1.eml"] = new byte[3_000_000],
};
var store = new MemoryStore();

// Back up: a source yields entries in archive order; the store gets volumes.
var options = new BackupOptions { Set = ByteString.FromText("mails"), VolumeSize = 1 << 20 };
var backup = await new Backup(new MailSource(mails), store, options).RunAsync(null, CancellationToken.None);
Console.WriteLine(
    $"stored {backup.Entries} entries, {backup.ContentBytes} bytes, in {backup.Volumes} volume(s)"
);

// Look: the store's volumes describe themselves; nothing else was kept.
var catalogue = await Catalogue.ReadAsync(store, CancellationToken.None);
var archive = catalogue.Select("latest", set: default);
var browse = new Browse(store, archive, listener: null);
await foreach (var entry in browse.ListAsync([UnixPath.FromText("anna")], CancellationToken.None))
{
    Console.WriteLine($"{entry.Entry.Path}  {entry.Hash}");
}

// Restore: a target receives entries; files are published once their content has been checked.
var restored = new MailTarget();
var result = await new Restore(restored, new RestoreOptions()).RunAsync(
    store,
    archive,
    listener: null,
    CancellationToken.None
);
var same =
    restored.Mails.Count == mails.Count
    && mails.All(mail => mail.Value.AsSpan().SequenceEqual(restored.Mails[mail.Key]));
Console.WriteLine($"restored {result.Entries} entries: {(same ? "the same" : "not the same")}");
return same ? 0 : 1;
