using System.Buffers;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;

namespace Tarn.Tests.Format;

/// <summary>One plain example of each thing that tests need and do not care about.</summary>
internal static class Sample
{
    public static ArchiveId Id { get; } = new(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));

    public static UnixTime Created { get; } = new(1_700_000_000, 0);

    public static Metadata Metadata { get; } =
        new(
            0x1A4,
            1000,
            1000,
            ByteString.FromText("ada"),
            ByteString.FromText("users"),
            new UnixTime(1_700_000_000, 500_000_000)
        );

    public static FileIdentity Identity { get; } =
        new(2049, 131, 1, new UnixTime(1_700_000_001, 250_000_000));

    public static Marker Marker { get; } =
        new()
        {
            Kind = SegmentKind.Entry,
            Flags = SegmentFlags.EntryEnds,
            Volume = 3,
            Archive = Id,
            Sequence = 17,
            TarOffset = 4096,
            VisibleLength = 1024,
            StoredLength = 700,
            EntrySequence = 17,
            EntryTarOffset = 4096,
        };

    public static Entry.File File(string path, long size = 0) => new(UnixPath.FromText(path), Metadata, size);

    public static Entry.Directory Directory(string path) =>
        new(UnixPath.FromText(path), Metadata with { Mode = 0x1ED });

    public static ArchiveParameters Archive(
        Codec codec,
        long volumeSize = Limits.MinVolumeSize,
        int segmentSize = ArchiveParameters.DefaultSegmentSize
    ) => new(Id, ByteString.FromText("home"), Created, codec, volumeSize, segmentSize);

    public static byte[] HeadersOf(Entry entry)
    {
        var headers = new ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(entry, headers);
        return headers.WrittenSpan.ToArray();
    }

    /// <summary>What the index keeps of an entry: neither attributes nor a map.</summary>
    public static Entry AsIndexed(Entry entry)
    {
        var plain = entry with { Metadata = entry.Metadata with { Attributes = ExtendedAttributes.None } };
        return plain is Entry.File file ? file with { Map = null } : plain;
    }

    /// <summary>With the map of a sparse file, which comes before its data.</summary>
    public static byte[] HeadersAndMapOf(Entry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        TarEncoder.WriteHeaders(entry, bytes);
        TarEncoder.WriteMap(entry, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static byte[] BytesOf(Marker marker)
    {
        var bytes = new byte[Marker.Size];
        marker.WriteTo(bytes);
        return bytes;
    }
}
