using System.Buffers;
using System.Text.Json;
using CsCheck;
using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Xunit;

namespace Tarn.Tests.Format.Index;

public sealed class IndexLinesTests
{
    [Fact]
    public void Reads_every_line_it_writes()
    {
        Gens.IndexEntry.Sample(
            entry =>
            {
                var line = LineOf(entry);
                Assert.Equal(line.Length - 1, line.AsSpan().IndexOf((byte)'\n'));
                Assert.Equal(Defect.None, IndexLines.Read(line.AsSpan(..^1), out var read));
                Assert.Equal(entry, read);
            },
            iter: 1500
        );
    }

    [Fact]
    public void No_line_is_longer_than_its_bound()
    {
        Gens.IndexEntry.Sample(entry =>
            Assert.InRange(LineOf(entry).Length, 1, IndexLines.UpperBound(entry.Entry))
        );
        var worst = new Metadata(
            4095,
            uint.MaxValue,
            uint.MaxValue,
            Controls(40),
            Controls(40),
            new UnixTime(long.MinValue, 999_999_999)
        );
        var path = new UnixPath(Controls(1000).Span);
        var place = new SegmentLocation(999_999, long.MaxValue, long.MaxValue, long.MaxValue);
        var identity = new FileIdentity(ulong.MaxValue, ulong.MaxValue, uint.MaxValue, worst.Mtime);
        var hash = ContentHash.Of(HashAlgorithm.Sha256, []);
        foreach (
            var entry in new Entry[]
            {
                new Entry.File(path, worst, long.MaxValue),
                new Entry.HardLink(path, worst, path),
                new Entry.Device(path, worst, IsBlock: false, uint.MaxValue, uint.MaxValue),
            }
        )
        {
            var line = LineOf(new IndexEntry(entry, identity, hash, (EntryFlags)7, place));
            Assert.InRange(line.Length, 1, IndexLines.UpperBound(entry));
        }

        static ByteString Controls(int length) => new([.. Enumerable.Repeat((byte)1, length)]);
    }

    [Fact]
    public void The_longest_names_fit_a_line()
    {
        byte[] name = [.. Enumerable.Repeat((byte)1, Limits.MaxPath - 1)];
        var entry = new Entry.HardLink(new UnixPath(name), Sample.Metadata, new UnixPath(name));
        Assert.InRange(IndexLines.UpperBound(entry), 1, Limits.MaxIndexLine);
    }

    [Fact]
    public void Truncations_are_defects()
    {
        var line = LineOf(
            new IndexEntry(
                Sample.File("a%b"),
                Sample.Identity,
                default,
                EntryFlags.Grew,
                new SegmentLocation(1, 2, 3, 4)
            )
        );
        for (var length = 0; length < line.Length - 1; length++)
        {
            Assert.Equal(Defect.BadField, IndexLines.Read(line.AsSpan(0, length), out var entry));
            Assert.Null(entry);
        }
    }

    [Fact]
    public void Never_throws_whatever_it_reads()
    {
        var line = LineOf(
            new IndexEntry(
                Sample.File("a%bé\u0001"),
                Sample.Identity,
                ContentHash.Of(HashAlgorithm.Xxh128, []),
                EntryFlags.Grew,
                new SegmentLocation(1, 2, 3, 4)
            )
        );
        Hostile.VersionOf(line).Sample(bytes => _ = IndexLines.Read(bytes, out _), iter: 20_000);
        Gen.Select(
                Gen.Int[0, line.Length - 1],
                Gen.OneOf((byte)'\\', (byte)'%', (byte)'"', (byte)'-', (byte)'9', (byte)0xFF, (byte)',')
            )
            .Sample(
                (at, value) =>
                {
                    byte[] bytes = [.. line];
                    bytes[at] = value;
                    _ = IndexLines.Read(bytes, out _);
                },
                iter: 20_000
            );
    }

    private static byte[] LineOf(IndexEntry entry)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, IndexJson.Writing);
        IndexLines.Write(entry, json, output);
        return output.WrittenSpan.ToArray();
    }
}
