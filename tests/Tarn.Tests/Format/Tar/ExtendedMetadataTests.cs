using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

/// <summary>Extended attributes and holes, through the encoder and back.</summary>
public sealed class ExtendedMetadataTests
{
    private static readonly Gen<SparseMap> Map = Gen.Select(
            Gen.OneOf(Gen.Long[0, 3], Gen.Long[0, 1 << 20]),
            Gen.Long[1, 3000]
        )
        .Array[0, 40]
        .Select(runs =>
        {
            var end = 0L;
            return new SparseMap([
                .. runs.Select(run =>
                {
                    var extent = new Extent(end + run.Item1, run.Item2);
                    end = extent.End;
                    return extent;
                }),
            ]);
        });

    private static readonly Gen<ExtendedAttributes> Attributes = Gen.Select(Gens.Name(40), Gens.Name(3000))
        .Array[0, 6]
        .Select(pairs => new ExtendedAttributes(
            pairs
                .Where(pair => !pair.Item1.IsEmpty)
                .DistinctBy(pair => pair.Item1)
                .Select(pair => new ExtendedAttribute(pair.Item1, pair.Item2))
        ));

    private static readonly Gen<(Entry.File Entry, byte[] Data)> SparseFile = Gen.Select(
            Gens.Path,
            Gens.Metadata,
            Map,
            Gen.Long[0, 1 << 20],
            Attributes
        )
        .Select(
            (path, metadata, map, tail, attributes) =>
                new Entry.File(
                    path,
                    metadata with
                    {
                        UserName = default,
                        GroupName = default,
                        Attributes = attributes,
                    },
                    map.End + tail
                )
                {
                    Map = map,
                }
        )
        .Select(entry => (entry, Noise.Of(7, entry.DataLength)));

    [Fact]
    public void Sparse_files_with_attributes_come_back_cut_anywhere() =>
        Gen.Select(SparseFile.Array[1, 3], Gen.Int[1, 900].Array[1, 10])
            .Sample(
                (files, cuts) =>
                {
                    var found = new CollectedRuns();
                    Push(files.SelectMany(StreamOf).ToArray(), cuts, found);
                    Assert.Equal(files.Select(file => file.Entry), found.Entries.Select(each => each.Entry));
                    foreach (var (file, runs) in files.Zip(found.Entries))
                    {
                        Assert.Equal(RunsOf(file.Entry, file.Data), runs.Runs);
                    }
                }
            );

    [Fact]
    public void Headers_and_map_are_whole_blocks_and_no_longer_than_promised() =>
        SparseFile.Sample(file =>
        {
            var length = Sample.HeadersAndMapOf(file.Entry).Length;
            Assert.Equal(0, length % TarBlock.Size);
            var data = TarBlock.PaddedLength(file.Entry.DataLength);
            Assert.InRange(length, TarBlock.Size, TarEncoder.MaxLength(file.Entry) - data);
        });

    [Fact]
    public void Damaged_maps_and_records_end_in_a_defect_or_in_no_more_than_the_file()
    {
        var metadata = Sample.Metadata with
        {
            Attributes = new ExtendedAttributes([
                new(ByteString.FromText("user.a"), ByteString.FromText("value")),
                new(
                    ExtendedAttributes.AccessAcl,
                    new ByteString([2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255])
                ),
            ]),
        };
        var map = new SparseMap([new(512, 700), new(4096, 100)]);
        var entry = new Entry.File(UnixPath.FromText("f"), metadata, 10_000) { Map = map };
        Hostile
            .VersionOf(StreamOf((entry, Noise.Of(1, entry.DataLength))))
            .Sample(
                bytes =>
                {
                    var found = new CollectedRuns();
                    new TarDecoder(found).Push(bytes);
                    Assert.All(
                        found.Entries.Where(each => each.Entry is Entry.File { Map: not null }),
                        each => Assert.Equal(each.Entry.ContentLength, each.Runs.Sum(run => run.Length))
                    );
                },
                iter: 5000
            );
    }

    /// <summary>A map that claims a long file must cost no more than its own length.</summary>
    [Fact]
    public void A_hole_of_any_size_is_told_in_one_call()
    {
        var entry = new Entry.File(UnixPath.FromText("f"), Sample.Metadata, long.MaxValue)
        {
            Map = new SparseMap([new Extent(1L << 60, 1)]),
        };
        var found = new CollectedRuns();
        Push(StreamOf((entry, [42])), [512], found);
        Assert.Equal(3, Assert.Single(found.Entries).Runs.Count);
    }

    [Fact]
    public void A_handler_that_knows_no_holes_gets_zeros()
    {
        var entry = new Entry.File(UnixPath.FromText("f"), Sample.Metadata, 10_000)
        {
            Map = new SparseMap([new Extent(5000, 1)]),
        };
        var found = new Collected();
        new TarDecoder(found).Push(StreamOf((entry, [42])));
        Assert.Equal(
            (byte[])[.. new byte[5000], 42, .. new byte[4999]],
            Assert.Single(found.Entries).Content
        );
    }

    [Fact]
    public void Attributes_beyond_the_limit_are_refused_by_the_encoder()
    {
        var most = new ExtendedAttribute(ByteString.FromText("user.a"), new ByteString(new byte[699_900]));
        Assert.True(TarEncoder.LengthOf(most) <= Limits.MaxAttributes);
        Sample.HeadersOf(With(most));
        var more = most with { Value = new ByteString(new byte[700_000]) };
        Assert.Throws<ArgumentException>(() => Sample.HeadersOf(With(more)));

        static Entry With(ExtendedAttribute attribute) =>
            Sample.File("f") with
            {
                Metadata = Sample.Metadata with { Attributes = new ExtendedAttributes([attribute]) },
            };
    }

    [Fact]
    public void The_longest_names_and_attributes_together_stay_within_what_readers_take()
    {
        var long255 = new UnixPath([.. Enumerable.Repeat((byte)0xE9, Limits.MaxPath - 1)]);
        var metadata = Sample.Metadata with
        {
            Attributes = new ExtendedAttributes([
                new(ByteString.FromText("user.a"), new ByteString(new byte[699_900])),
            ]),
        };
        var link = new Entry.Symlink(long255, metadata, new ByteString(long255.Span));
        Assert.InRange(
            Sample.HeadersOf(link).Length - UstarHeader.Size,
            Limits.MaxAttributes,
            Limits.MaxExtendedHeaders
        );
    }

    [Theory]
    [InlineData(0, 5, 4, 1)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(-1, 1, 5, 1)]
    public void A_map_is_in_order_and_has_no_empty_extents(
        long offset,
        long length,
        long next,
        long nextLength
    ) =>
        Assert.Throws<ArgumentException>(() =>
            new SparseMap([new Extent(offset, length), new Extent(next, nextLength)])
        );

    private static byte[] StreamOf((Entry.File Entry, byte[] Data) file) =>
        [
            .. Sample.HeadersAndMapOf(file.Entry),
            .. file.Data,
            .. new byte[TarBlock.PaddingAfter(file.Data.Length)],
        ];

    private static void Push(byte[] stream, int[] cuts, ITarHandler handler)
    {
        var decoder = new TarDecoder(handler);
        var rest = stream.AsSpan();
        for (var turn = 0; !rest.IsEmpty; turn++)
        {
            var count = Math.Min(rest.Length, cuts[turn % cuts.Length]);
            Assert.Equal(Defect.None, decoder.Push(rest[..count]));
            rest = rest[count..];
        }
        Assert.True(decoder.IsBetweenEntries);
    }

    /// <summary>What a handler is to hear, neighbouring data in one run.</summary>
    private static List<(bool IsHole, long Length, ByteString Data)> RunsOf(Entry.File entry, byte[] data)
    {
        var runs = new CollectedRuns();
        runs.Begin(entry);
        var (position, taken) = (0L, 0);
        foreach (var extent in entry.Map!.Extents.Append(new Extent(entry.Size, 0)))
        {
            if (extent.Offset > position)
            {
                runs.Hole(extent.Offset - position);
            }
            if (extent.Length > 0)
            {
                runs.Content(data.AsSpan(taken, (int)extent.Length));
            }
            taken += (int)extent.Length;
            position = extent.End;
        }
        runs.End();
        return runs.Entries[0].Runs;
    }
}
