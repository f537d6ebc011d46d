using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Segments;
using Tarn.Format.Tar;
using Tarn.Format.Volumes;
using Tarn.Fuzz.Assembly;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Archives put together from recipes, so that everything that is wrong in them lies behind a right check.</summary>
internal sealed class AssembledArchives : ITarget
{
    /// <inheritdoc/>
    public string Name => "assembled";

    /// <inheritdoc/>
    public string Parses =>
        "whole archives whose checks hold: tar streams, indexes and markers that contradict each other";

    /// <inheritdoc/>
    public long Allowance => ArchiveCheck.Allowance;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            Recipe(0, TwoVolumes("a")),
            Recipe(1, TwoVolumes("a")),
            Recipe(1, TwoVolumes("b")),
            Recipe(0, Empty),
            Recipe(1, Empty),
        ];

    private static Record[] Empty =>
        [Start, Of(SegmentKind.End, new byte[TarEncoder.EndOfArchiveLength]), End(isLast: true)];

    /// <summary>A directory, a file that goes on in the second volume, and a link; an index in either volume.</summary>
    /// <param name="first">The first path, as the index has it.</param>
    private static Record[] TwoVolumes(string first)
    {
        var directory = SmallTar.HeadersOf(new Entry.Directory(UnixPath.FromText("a"), SmallTar.Metadata));
        var file = SmallTar.HeadersOf(new Entry.File(UnixPath.FromText("a/file"), SmallTar.Metadata, 700));
        var link = SmallTar.HeadersOf(
            new Entry.Symlink(UnixPath.FromText("a/link"), SmallTar.Metadata, ByteString.FromText("file"))
        );
        return
        [
            Start,
            Of(SegmentKind.Entry, directory, SegmentFlags.EntryEnds),
            Of(SegmentKind.Entry, [.. file, .. new byte[512]]),
            Of(SegmentKind.Index, Line(first, "\"type\":\"directory\"", 1, 1, 1, 0)),
            Of(SegmentKind.Index, Piece("@3", first), SegmentFlags.Directory),
            End(isLast: false),
            Of(Record.NextVolume, []),
            Start,
            Of(SegmentKind.Continuation, new byte[512], SegmentFlags.EntryEnds),
            Of(SegmentKind.Entry, link, SegmentFlags.EntryEnds),
            Of(SegmentKind.End, new byte[TarEncoder.EndOfArchiveLength]),
            Of(
                SegmentKind.Index,
                [
                    .. Line("a/file", "\"type\":\"file\",\"size\":700", 1, 2, 2, directory.Length),
                    .. Line(
                        "a/link",
                        "\"type\":\"symlink\",\"target\":\"file\"",
                        2,
                        8,
                        8,
                        directory.Length + file.Length + 1024
                    ),
                ]
            ),
            Of(SegmentKind.Index, Piece("@10", "a/file"), SegmentFlags.Directory),
            End(isLast: true),
        ];
    }

    private static Record Start
    {
        get
        {
            var payload = new byte[VolumeStart.FixedSize + 4];
            new VolumeStart
            {
                Archive = new ArchiveParameters(
                    default,
                    ByteString.FromText("home"),
                    new UnixTime(1_700_000_000, 0),
                    Codec.Gzip,
                    Limits.MinVolumeSize,
                    Limits.MinSegmentSize
                ),
                Volume = 1,
                Previous = default,
            }.WriteTo(payload);
            return Of(SegmentKind.VolumeStart, payload);
        }
    }

    /// <inheritdoc/>
    public void Check(byte[] input) => ArchiveCheck.Run(Assembler.Assemble(input));

    private static byte[] Recipe(byte codec, Record[] records) =>
        [codec, .. records.SelectMany(record => record.ToBytes())];

    private static Record Of(SegmentKind kind, byte[] payload, SegmentFlags flags = SegmentFlags.None) =>
        new(kind, flags, MarkerField.None, 0, payload);

    private static Record End(bool isLast)
    {
        var payload = new byte[VolumeEnd.FixedSize];
        payload[600] = isLast ? (byte)1 : (byte)0;
        return Of(SegmentKind.VolumeEnd, payload);
    }

    private static byte[] Line(
        string path,
        string rest,
        int volume,
        int record,
        long sequence,
        long tarOffset
    ) =>
        Encoding.ASCII.GetBytes(
            $$"""
            {"path":"{{path}}",{{rest}},"mtime":[1,2],"ctime":[3,4],"volume":{{volume}},"offset":@{{record}},"sequence":{{sequence}},"tar_offset":{{tarOffset}}}

            """
        );

    private static byte[] Piece(string offset, string first) =>
        Encoding.ASCII.GetBytes($$"""{"offset":{{offset}},"lines":1,"first":"{{first}}"}""");
}
