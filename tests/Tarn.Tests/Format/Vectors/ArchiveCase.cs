using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Tests.Format.Vectors;

/// <summary>A whole archive among the vectors.</summary>
/// <param name="Folder">Its folder below <c>vectors/archives</c>.</param>
/// <param name="Archive">What it is made with.</param>
/// <param name="Level">How much it is compressed.</param>
/// <param name="Items">What is in it.</param>
internal sealed record ArchiveCase(
    string Folder,
    ArchiveParameters Archive,
    int Level,
    IReadOnlyList<(Entry Entry, byte[] Content, EntryFlags Flags)> Items
)
{
    public static IEnumerable<ArchiveCase> All =>
        [
            new("every-type-zstd", With(Codec.Zstd, HashAlgorithm.Xxh128, 0), 3, EveryType),
            new("every-type-gzip", With(Codec.Gzip, HashAlgorithm.Sha256, 0), 6, EveryType),
            new("grouped-zstd", With(Codec.Zstd, HashAlgorithm.None, 16_384), 3, ManySmall),
            new("grouped-gzip", With(Codec.Gzip, HashAlgorithm.Xxh128, 16_384), 6, ManySmall),
            new("many-volumes-zstd", With(Codec.Zstd, HashAlgorithm.Xxh128, 0), 1, Large(1)),
            new("many-volumes-gzip", With(Codec.Gzip, HashAlgorithm.Xxh128, 0), 0, Large(2)),
            new("sparse-zstd", With(Codec.Zstd, HashAlgorithm.Xxh128, 0), 1, Sparse(3)),
            new("sparse-gzip", With(Codec.Gzip, HashAlgorithm.Sha256, 0), 0, Sparse(4)),
            new("empty-zstd", With(Codec.Zstd, HashAlgorithm.Xxh128, 0), 3, []),
            new("empty-gzip", With(Codec.Gzip, HashAlgorithm.Xxh128, 0), 6, []),
        ];

    public ArchiveBuilder Build()
    {
        var built = new ArchiveBuilder(Archive, Level);
        foreach (var (entry, content, flags) in Items)
        {
            built.Add(entry, content, flags);
        }
        return built.Complete();
    }

    private static ArchiveParameters With(Codec codec, HashAlgorithm hash, int groupSize)
    {
        var plain = Sample.Archive(codec, segmentSize: 65_536);
        return new ArchiveParameters(plain.Id, plain.Set, plain.Created, codec, plain.VolumeSize, 65_536)
        {
            Hash = hash,
            GroupSize = groupSize,
        };
    }

    private static IReadOnlyList<(Entry, byte[], EntryFlags)> EveryType
    {
        get
        {
            var metadata = Sample.Metadata;
            var letters = new byte[150_000];
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = (byte)('a' + (((long)i * i / 1000) % 26));
            }
            return
            [
                Plain(Sample.Directory("home/ada")),
                Plain(new Entry.Device(Path("home/ada/block"), metadata, IsBlock: true, 8, 1)),
                Plain(new Entry.Device(Path("home/ada/character"), metadata, IsBlock: false, 1, 3)),
                Plain(Sample.Directory("home/ada/directory")),
                Of("home/ada/directory/file", "inside\n"u8.ToArray()),
                Of("home/ada/empty", []),
                Plain(new Entry.Fifo(Path("home/ada/fifo"), metadata)),
                Of("home/ada/hello.txt", "Hello, tape!\n"u8.ToArray()),
                Of("home/ada/letters", letters),
                Plain(new Entry.HardLink(Path("home/ada/link"), metadata, Path("home/ada/hello.txt"))),
                Of("home/ada/long-" + new string('n', 200), "1"u8.ToArray()),
                Of("home/ada/long-" + string.Concat(Enumerable.Repeat("é", 100)), "2"u8.ToArray()),
                (Sample.File("home/ada/shrunk", 600), [.. "short"u8, .. new byte[595]], EntryFlags.Shrank),
                Plain(new Entry.Symlink(Path("home/ada/symlink"), metadata, ByteString.FromText("../é"))),
                Of(
                    "home/ada/time",
                    [],
                    metadata with
                    {
                        Mtime = new UnixTime(-2, 250_000_000),
                        UserId = 3_000_000,
                    }
                ),
                Of("home/ada/é", "UTF-8"u8.ToArray()),
                (
                    new Entry.File(new UnixPath([.. "home/ada/"u8, 0xE9, (byte)'%']), metadata, 7),
                    "Latin-1"u8.ToArray(),
                    EntryFlags.None
                ),
            ];
        }
    }

    private static IReadOnlyList<(Entry, byte[], EntryFlags)> ManySmall =>
        [
            .. Enumerable
                .Range(0, 400)
                .Select(i =>
                    Of($"d/{i:D4}-{Convert.ToHexStringLower(Noise.Of((ulong)i, 60))}", Noise.Of((ulong)i, i))
                ),
        ];

    private static IReadOnlyList<(Entry, byte[], EntryFlags)> Large(ulong seed) =>
        [
            Of("a", Noise.Of(seed, 100_000)),
            Of("b", Noise.Of(seed + 10, 2_150_000)),
            Of("c", "last\n"u8.ToArray()),
        ];

    /// <summary>Sparse files, one of which spans volumes, and attributes.</summary>
    private static IReadOnlyList<(Entry, byte[], EntryFlags)> Sparse(ulong seed)
    {
        var attributes = new ExtendedAttributes([
            new(ByteString.FromText("user.comment"), ByteString.FromText("=\0\n")),
            new(ExtendedAttributes.AccessAcl, new ByteString([2, 0, 0, 0, 1, 0, 6, 0, 255, 255, 255, 255])),
        ]);
        var metadata = Sample.Metadata with { Attributes = attributes };
        return
        [
            OfMap("a", metadata, 10_000, Noise.Of(seed, 4_100), new(0, 4_096), new(8_192, 4)),
            OfMap("b", Sample.Metadata, 1_500_000, []),
            OfMap(
                "c",
                Sample.Metadata,
                20_000_000,
                Noise.Of(seed, 1_240_000),
                [.. Enumerable.Range(0, 31).Select(i => new Extent(400_000L * i, 40_000))]
            ),
            Of("d", "last\n"u8.ToArray(), metadata),
        ];
    }

    private static (Entry, byte[], EntryFlags) OfMap(
        string path,
        Metadata metadata,
        long size,
        byte[] data,
        params Extent[] extents
    ) =>
        (
            new Entry.File(Path(path), metadata, size) { Map = new SparseMap([.. extents]) },
            data,
            EntryFlags.None
        );

    private static (Entry, byte[], EntryFlags) Plain(Entry entry) => (entry, [], EntryFlags.None);

    private static (Entry, byte[], EntryFlags) Of(string path, byte[] content, Metadata? metadata = null) =>
        (new Entry.File(Path(path), metadata ?? Sample.Metadata, content.Length), content, EntryFlags.None);

    private static UnixPath Path(string text) => UnixPath.FromText(text);
}
