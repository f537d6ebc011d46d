using System.Formats.Tar;
using System.Text;
using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;
using Xunit;

namespace Tarn.Tests.Format.Tar;

public sealed class TarDecoderTests
{
    private static readonly Gen<(Entry Entry, byte[] Content)> Member = Gen.Select(
        Gens.Entry(Gen.Long[0, 1600]),
        Gen.ULong,
        (entry, seed) => (entry, Noise.Of(seed, entry.ContentLength))
    );

    [Fact]
    public void Reads_what_the_encoder_wrote_cut_anywhere()
    {
        Gen.Select(Member.Array[0, 5], Gen.Int[1, 700].Array[1, 20])
            .Sample(
                (members, cuts) =>
                {
                    var found = new Collected();
                    var decoder = new TarDecoder(found);
                    ReadOnlySpan<byte> rest = StreamOf(members);
                    for (var turn = 0; !rest.IsEmpty; turn++)
                    {
                        var count = Math.Min(rest.Length, cuts[turn % cuts.Length]);
                        Assert.Equal(Defect.None, decoder.Push(rest[..count]));
                        rest = rest[count..];
                    }
                    Assert.True(decoder.IsBetweenEntries);
                    Assert.Equal(members.Length, found.Entries.Count);
                    foreach (var (expected, actual) in members.Zip(found.Entries))
                    {
                        Assert.Equal(WithoutLostOwners(expected.Entry), actual.Entry);
                        Assert.Equal(expected.Content, actual.Content);
                    }
                }
            );
    }

    [Fact]
    public void Huge_sizes_come_back()
    {
        Gens.Entry(Gens.HugeSize)
            .Sample(
                entry =>
                {
                    var found = new Vectors.FirstEntry();
                    Assert.Equal(Defect.None, new TarDecoder(found).Push(Sample.HeadersOf(entry)));
                    Assert.Equal(WithoutLostOwners(entry), found.Entry);
                },
                iter: 1500
            );
    }

    [Fact]
    public void Headers_are_whole_blocks_and_no_longer_than_promised()
    {
        Gens.Entry(Gens.HugeSize)
            .Sample(entry =>
            {
                var headers = Sample.HeadersOf(entry);
                Assert.Equal(0, headers.Length % TarBlock.Size);
                var content = TarBlock.PaddedLength(entry.ContentLength);
                Assert.InRange(headers.Length, TarBlock.Size, TarEncoder.MaxLength(entry) - content);
            });
    }

    [Fact]
    public void Another_reader_finds_the_same()
    {
        var name = Gen.Char['a', 'é']
            .Array[1, 130]
            .Select(letters => new string(letters).Replace('\u007f', 'x'));
        Gen.Select(name, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2000], Gen.Int[0, 4095]), Gens.Time, Gen.UInt)
            .Sample(
                (text, what, time, user) =>
                {
                    var metadata = Sample.Metadata with
                    {
                        Mode = what.Item3,
                        UserId = user >> 1,
                        Mtime = time with
                        {
                            Seconds = time.Seconds & 0xFFFF_FFFFF,
                            Nanoseconds = time.Nanoseconds / 100 * 100,
                        },
                    };
                    // .NET's reader keeps no GNU name if pax records follow it, so long names are ASCII.
                    var path = UnixPath.FromText(
                        Encoding.UTF8.GetByteCount(text) <= 98 ? text : new string('n', text.Length)
                    );
                    Entry entry = what.Item1 switch
                    {
                        0 => new Entry.Directory(path, metadata),
                        1 => new Entry.Symlink(path, metadata, ByteString.FromText("t/" + text[..1])),
                        _ => new Entry.File(path, metadata, what.Item2),
                    };
                    CompareWithDotNet(entry, Noise.Of(user, entry.ContentLength));
                }
            );
    }

    [Fact]
    public void A_cut_stream_is_no_defect_but_not_at_an_end()
    {
        var stream = StreamOf([(Sample.File(new string('p', 300), 700), Noise.Of(1, 700))]);
        for (var length = 1; length < stream.Length - TarEncoder.EndOfArchiveLength; length++)
        {
            var decoder = new TarDecoder(new Collected());
            Assert.Equal(Defect.None, decoder.Push(stream.AsSpan(0, length)));
            Assert.False(decoder.IsBetweenEntries);
        }
    }

    [Fact]
    public void No_flipped_bit_of_a_header_block_goes_unnoticed()
    {
        var header = Sample.HeadersOf(
            new Entry.Directory(UnixPath.FromText("home"), Sample.Metadata with { Mtime = default })
        );
        Assert.Equal(TarBlock.Size, header.Length);
        for (var bit = 0; bit < 8 * header.Length; bit++)
        {
            byte[] damaged = [.. header];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var found = new Collected();
            if (new TarDecoder(found).Push(damaged) == Defect.None)
            {
                // The end of the checksum field may be a space or a NUL and say the same.
                Assert.InRange(bit / 8, 148, 155);
                Assert.Equal("home", found.Entries[0].Entry.Path.ToString());
            }
        }
    }

    [Fact]
    public void Never_throws_whatever_it_reads()
    {
        var stream = StreamOf([
            (
                new Entry.Symlink(
                    UnixPath.FromText(new string('é', 80)),
                    Sample.Metadata,
                    ByteString.FromText(new string('t', 120))
                ),
                []
            ),
            (Sample.File("f", 600), Noise.Of(1, 600)),
        ]);
        Hostile.VersionOf(stream).Sample(bytes => _ = new TarDecoder(new EntryCounter()).Push(bytes));
        Hostile
            .VersionOf(stream)
            .Sample(bytes =>
            {
                // With checksums made right again, so that damage gets further.
                for (var at = 0; at + TarBlock.Size <= bytes.Length; at += TarBlock.Size)
                {
                    Resum(bytes.AsSpan(at, TarBlock.Size));
                }
                _ = new TarDecoder(new EntryCounter()).Push(bytes);
            });
    }

    [Fact]
    public void Refuses_to_write_unsafe_or_endless_names()
    {
        foreach (
            var name in new[]
            {
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "a/..",
                "a/./b",
                "a\0b",
                new string('x', Limits.MaxPath),
            }
        )
        {
            Assert.ThrowsAny<ArgumentException>(() => Sample.HeadersOf(Sample.File(name)));
        }
    }

    private static void CompareWithDotNet(Entry entry, byte[] content)
    {
        using var reader = new TarReader(new MemoryStream(StreamOf([(entry, content)])));
        var read = reader.GetNextEntry(copyData: true);
        Assert.NotNull(read);
        Assert.Equal(entry.Path.ToString(), read.Name.TrimEnd('/'));
        Assert.Equal(entry.Metadata.Mode, (int)read.Mode);
        Assert.Equal(entry.Metadata.UserId, (uint)read.Uid);
        Assert.Equal(entry.Metadata.Mtime.ToDateTimeOffset(), read.ModificationTime, TimeSpan.FromTicks(10));
        Assert.Equal(entry is Entry.Symlink symlink ? symlink.Target.ToString() : "", read.LinkName);
        using var data = new MemoryStream();
        read.DataStream?.CopyTo(data);
        Assert.Equal(content, data.ToArray());
        Assert.Null(reader.GetNextEntry());
    }

    private static byte[] StreamOf(IEnumerable<(Entry Entry, byte[] Content)> members)
    {
        using var stream = new MemoryStream();
        foreach (var (entry, content) in members)
        {
            stream.Write(Sample.HeadersOf(entry));
            stream.Write(content);
            stream.Write(new byte[TarBlock.PaddingAfter(content.Length)]);
        }
        stream.Write(new byte[TarEncoder.EndOfArchiveLength]);
        return stream.ToArray();
    }

    /// <summary>What a tar stream can keep of an entry: spec/tar.md, "Names".</summary>
    private static Entry WithoutLostOwners(Entry entry) =>
        entry with
        {
            Metadata = entry.Metadata with
            {
                UserName = Kept(entry.Metadata.UserName),
                GroupName = Kept(entry.Metadata.GroupName),
            },
        };

    private static ByteString Kept(ByteString name) => name.Length <= 32 || name.IsAscii ? name : default;

    private static void Resum(Span<byte> block)
    {
        "        "u8.CopyTo(block[148..]);
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(7, '0')).CopyTo(block[148..]);
    }
}
