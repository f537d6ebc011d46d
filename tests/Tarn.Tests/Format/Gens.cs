using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;

namespace Tarn.Tests.Format;

/// <summary>Random instances of what the format can say, with its extremes often among them.</summary>
internal static class Gens
{
    private static readonly Gen<byte> AnyByte = Gen.OneOf(
        Gen.Byte[(byte)'a', (byte)'e'],
        Gen.Byte[1, 255],
        Gen.OneOf((byte)'%', (byte)'"', (byte)'\\', (byte)'\n', (byte)' ', (byte)0xC3, (byte)0xA9, (byte)0xFF)
    );

    /// <summary>Bytes without NUL: text, or not even UTF-8.</summary>
    public static Gen<ByteString> Name(int most) =>
        Gen.OneOf(
            AnyByte.Array[0, most].Select(bytes => new ByteString(bytes)),
            Gen.String[0, most / 4]
                .Select(text => ByteString.FromText(text.Replace("\0", "0", StringComparison.Ordinal)))
        );

    private static readonly Gen<byte[]> Component = Gen.OneOf(
            AnyByte.Array[1, 12],
            AnyByte.Array[1, 255],
            Gen.Char['a', 'z'].Array[1, 120].Select(System.Text.Encoding.ASCII.GetBytes)
        )
        .Select(bytes => Array.ConvertAll(bytes, value => value == (byte)'/' ? (byte)'_' : value))
        .Select(bytes => bytes is [(byte)'.'] or [(byte)'.', (byte)'.'] ? [(byte)'x'] : bytes);

    public static readonly Gen<UnixPath> Path = Component
        .Array[1, 6]
        .Select(parts => parts.Aggregate(default(UnixPath), (path, part) => path.Append(part)));

    public static readonly Gen<UnixTime> Time = Gen.Select(
        Gen.OneOf(
            Gen.Long[-3, 3],
            Gen.Long[0, 4_000_000_000],
            Gen.OneOf(long.MinValue, long.MaxValue, 8_589_934_591, 8_589_934_592, -1),
            Gen.Long
        ),
        Gen.OneOf(Gen.Const(0), Gen.OneOf(1, 500_000_000, 999_999_999), Gen.Int[0, 999_999_999]),
        (seconds, nanoseconds) => new UnixTime(seconds, nanoseconds)
    );

    private static readonly Gen<uint> OwnerId = Gen.OneOf(
        Gen.UInt[0, 70_000],
        Gen.OneOf(2_097_151u, 2_097_152u, uint.MaxValue),
        Gen.UInt
    );

    private static readonly Gen<ByteString> OwnerName = Name(40);

    public static readonly Gen<Metadata> Metadata = Gen.Select(
        Gen.Int[0, 4095],
        OwnerId,
        OwnerId,
        OwnerName,
        OwnerName,
        Time,
        (mode, user, group, userName, groupName, mtime) =>
            new Metadata(mode, user, group, userName, groupName, mtime)
    );

    public static Gen<Entry> Entry(Gen<long> size) =>
        Gen.Select(
            Path,
            Metadata,
            Gen.Int[0, 6],
            size,
            Gen.OneOf(Name(90), Name(300)),
            Gen.Select(Path, Gen.UInt, Gen.UInt),
            (path, metadata, kind, length, target, rest) =>
                kind switch
                {
                    0 => new Entry.Directory(path, metadata),
                    1 => new Entry.Symlink(path, metadata, target),
                    2 => new Entry.HardLink(path, metadata, rest.Item1),
                    3 => new Entry.Device(path, metadata, IsBlock: true, rest.Item2, rest.Item3),
                    4 => new Entry.Device(path, metadata, IsBlock: false, rest.Item2, rest.Item3),
                    5 => new Entry.Fifo(path, metadata),
                    _ => (Entry)new Entry.File(path, metadata, length),
                }
        );

    public static readonly Gen<long> HugeSize = Gen.OneOf(
        Gen.Long[0, 2000],
        Gen.OneOf(8_589_934_591, 8_589_934_592, 1L << 62),
        Gen.Long[0, 1L << 62]
    );

    /// <summary>What the index keeps that the tar stream does not: all of the entry, whatever fits or does not.</summary>
    public static readonly Gen<IndexEntry> IndexEntry = Gen.Select(
        Entry(HugeSize),
        Gen.Select(
            Gen.ULong,
            Gen.ULong,
            Gen.UInt,
            Time,
            (device, inode, links, ctime) => new FileIdentity(device, inode, links, ctime)
        ),
        Gen.OneOf(HashAlgorithm.None, HashAlgorithm.Xxh128, HashAlgorithm.Sha256),
        Gen.Int[0, 7],
        Gen.Select(
            Gen.Int[1, Limits.MaxVolumeNumber],
            Gen.Long[0, 1L << 62],
            Gen.Long[0, 1L << 62],
            Gen.Long[0, 1L << 62]
        ),
        (entry, identity, algorithm, flags, place) =>
            new IndexEntry(
                entry,
                identity,
                ContentHash.Of(algorithm, entry.Path.Span),
                (EntryFlags)flags,
                new SegmentLocation(place.Item1, place.Item2, place.Item3, place.Item4)
            )
    );

    public static readonly Gen<Marker> Marker = Gen.Select(
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 0xFFFF], Gen.Int[1, Limits.MaxVolumeNumber], Gen.Byte.Array[16]),
        Gen.Select(
            Gen.Long[0, 1L << 61],
            Gen.Long[0, 1L << 61],
            Gen.Long[0, 1L << 61],
            Gen.Long[0, 1L << 61]
        ),
        Gen.Select(Gen.Int[0, Limits.MaxSegmentSize / 512], Gen.Int[96, Limits.MaxStoredSegment]),
        Gen.Select(Gen.Int[0, Limits.MaxHiddenPayload], Gen.ULong),
        (who, where, lengths, hidden) =>
            new Marker
            {
                Kind = (SegmentKind)who.Item1,
                Flags = (SegmentFlags)who.Item2,
                Volume = who.Item3,
                Archive = new ArchiveId(who.Item4),
                Sequence = where.Item1,
                TarOffset = where.Item2,
                EntrySequence = where.Item3,
                EntryTarOffset = where.Item4,
                VisibleLength = lengths.Item1 * TarBlock.Size,
                StoredLength = lengths.Item2,
                HiddenLength = hidden.Item1,
                HiddenCheck = hidden.Item2,
            }
    );
}
