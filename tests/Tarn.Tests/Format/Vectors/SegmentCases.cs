using System.Buffers.Binary;
using Tarn.Format.Bytes;
using Tarn.Format.Segments;
using Tarn.Format.Volumes;

namespace Tarn.Tests.Format.Vectors;

/// <summary>The vectors of spec/segments.md and spec/volumes.md.</summary>
internal static class SegmentCases
{
    public static IEnumerable<VectorCase> All =>
        [.. Markers(), .. Segments(), .. VolumeStarts(), .. VolumeEnds()];

    private static IEnumerable<VectorCase> Markers()
    {
        var bytes = Sample.BytesOf(Sample.Marker);
        var hidden = Sample.Marker with
        {
            Kind = SegmentKind.Index,
            Flags = SegmentFlags.Directory,
            VisibleLength = 0,
            HiddenLength = 15_900,
            HiddenCheck = 0x0123456789ABCDEF,
        };
        yield return OfMarker("entry", "The first segment of an entry, and its last.", "ok", bytes);
        yield return OfMarker("hidden", "A segment with hidden payload.", "ok", Sample.BytesOf(hidden));
        yield return OfMarker("largest", "Everything at its limit.", "ok", Sample.BytesOf(Largest));
        yield return OfMarker(
            "flags-unknown",
            "Unknown flags are kept and mean nothing.",
            "ok",
            Changed(bytes, 11, 0x80)
        );
        yield return OfMarker("bad-magic", "Another first byte.", "bad-magic", Flipped(bytes, 0));
        yield return OfMarker("bad-check", "One bit of the check differs.", "bad-check", Flipped(bytes, 95));
        yield return OfMarker(
            "bad-sequence-bit",
            "One bit of a field differs.",
            "bad-check",
            Flipped(bytes, 32)
        );
        yield return OfMarker(
            "version-2",
            "A format version that is not known yet.",
            "unknown-version",
            Changed(bytes, 8, 2)
        );
        yield return OfMarker("kind-0", "No kind.", "bad-field", Changed(bytes, 9, 0));
        yield return OfMarker("kind-8", "A kind that is not known.", "bad-field", Changed(bytes, 9, 8));
        yield return OfMarker("volume-0", "Volumes are counted from 1.", "bad-field", Changed(bytes, 12, 0));
        yield return OfMarker(
            "volume-1000000",
            "One volume too many.",
            "bad-field",
            ChangedNumber(bytes, 12, 4, 1_000_000)
        );
        yield return OfMarker(
            "sequence-too-large",
            "A sequence of 2^62.",
            "bad-field",
            ChangedNumber(bytes, 32, 8, 1L << 62)
        );
        yield return OfMarker(
            "tar-offset-too-large",
            "A tar offset of 2^62.",
            "bad-field",
            ChangedNumber(bytes, 40, 8, 1L << 62)
        );
        yield return OfMarker(
            "entry-sequence-too-large",
            "An entry sequence of 2^63.",
            "bad-field",
            ChangedNumber(bytes, 56, 8, long.MinValue)
        );
        yield return OfMarker(
            "visible-too-large",
            "A visible length one block beyond the limit.",
            "over-limit",
            ChangedNumber(bytes, 48, 4, Limits.MaxSegmentSize + 512)
        );
        yield return OfMarker(
            "stored-too-large",
            "A stored length beyond the limit.",
            "over-limit",
            ChangedNumber(bytes, 52, 4, Limits.MaxStoredSegment + 1)
        );
        yield return OfMarker(
            "stored-too-small",
            "A stored length smaller than the marker.",
            "over-limit",
            ChangedNumber(bytes, 52, 4, 95)
        );
        yield return OfMarker(
            "hidden-too-large",
            "A hidden length beyond the limit.",
            "over-limit",
            ChangedNumber(bytes, 72, 4, 15_901)
        );
        yield return OfMarker(
            "hidden-negative",
            "A hidden length of 2^32 - 1.",
            "over-limit",
            ChangedNumber(bytes, 72, 4, -1)
        );
        yield return OfMarker("truncated", "A marker that is cut.", "truncated", bytes[..95]);
    }

    private static Marker Largest =>
        new()
        {
            Kind = SegmentKind.Continuation,
            Flags = (SegmentFlags)0x3F,
            Volume = Limits.MaxVolumeNumber,
            Archive = new ArchiveId([.. Enumerable.Repeat((byte)0xFF, 16)]),
            Sequence = (1L << 62) - 1,
            TarOffset = (1L << 62) - 1,
            EntrySequence = (1L << 62) - 1,
            EntryTarOffset = (1L << 62) - 1,
            VisibleLength = Limits.MaxSegmentSize,
            StoredLength = Limits.MaxStoredSegment,
            HiddenLength = Limits.MaxHiddenPayload,
            HiddenCheck = ulong.MaxValue,
        };

    private static IEnumerable<VectorCase> Segments()
    {
        foreach (var framing in new[] { Framings.Gzip, Framings.Zstd })
        {
            var name = framing.Codec.ToString().ToLowerInvariant();
            var entry = SegmentBytes.Visible(
                framing,
                Sample.HeadersOf(Sample.File("home/ada/hello.txt")),
                level: 3
            );
            var noise = SegmentBytes.Visible(
                framing,
                Noise.Of(7, 512),
                level: framing.Codec == Codec.Gzip ? 0 : 1
            );
            var hidden = SegmentBytes.Hidden(framing, SegmentKind.Index, "any bytes at all"u8.ToArray());
            var head = framing.HeadSize();
            yield return OfSegment("entry", "Headers of an empty file.", "ok", entry);
            yield return OfSegment("incompressible", "Content that cannot be compressed.", "ok", noise);
            yield return OfSegment("hidden", "A hidden payload, and the body of nothing.", "ok", hidden);
            yield return OfSegment(
                "damaged-prefix",
                "One bit of the prefix differs.",
                "bad-field",
                Flipped(entry, 0)
            );
            yield return OfSegment(
                "damaged-marker",
                "One bit of the marker differs.",
                "bad-check",
                Flipped(entry, framing.PrefixSize + 40)
            );
            yield return OfSegment(
                "damaged-hidden",
                "One bit of the hidden payload differs.",
                "bad-check",
                Flipped(hidden, head)
            );
            yield return OfSegment(
                "damaged-checksum",
                "One bit of the content's checksum differs.",
                "bad-content",
                Flipped(noise, noise.Length - (framing.Codec == Codec.Gzip ? 8 : 1))
            );
            yield return OfSegment(
                "damaged-content",
                "One bit of the stored content differs.",
                "bad-content",
                Flipped(noise, head + 100)
            );
            yield return OfSegment(
                "other-length",
                "The marker promises a block more than there is.",
                "bad-content",
                WithMarker(
                    framing,
                    entry,
                    marker => marker with { VisibleLength = marker.VisibleLength + 512 }
                )
            );
            yield return OfSegment(
                "wrong-hidden-length",
                "Prefix and marker disagree.",
                "bad-field",
                WithMarker(framing, hidden, marker => marker with { HiddenLength = marker.HiddenLength - 1 })
            );
            yield return OfSegment(
                "too-short",
                "A stored length without room for all parts.",
                "bad-field",
                WithMarker(framing, hidden, marker => marker with { StoredLength = marker.StoredLength - 1 })
            );
            yield return OfSegment(
                "too-long",
                "A hidden payload, and a body that is not that of nothing.",
                "bad-field",
                WithMarker(framing, hidden, marker => marker with { StoredLength = marker.StoredLength + 1 })
            );

            VectorCase OfSegment(string file, string title, string expect, byte[] bytes) =>
                new($"segment/{name}-{file}", title, $"{name} segment", expect, bytes);
        }
    }

    private static IEnumerable<VectorCase> VolumeStarts()
    {
        foreach (var framing in new[] { Framings.Gzip, Framings.Zstd })
        {
            var name = framing.Codec.ToString().ToLowerInvariant();
            var archive = Sample.Archive(framing.Codec, 4 << 20, 65_536);
            var first = new VolumeStart
            {
                Archive = archive,
                Volume = 1,
                Previous = new ByteString(new byte[32]),
            };
            var later = new VolumeStart
            {
                Archive = new ArchiveParameters(
                    archive.Id,
                    new ByteString([0xE9, (byte)'/']),
                    Sample.Created,
                    framing.Codec,
                    1 << 20,
                    4096
                )
                {
                    GroupSize = 2048,
                    Hash = Tarn.Format.Index.HashAlgorithm.Sha256,
                    Needed = [new ArchiveId(Noise.Of(5, 16)), new ArchiveId(Noise.Of(6, 16))],
                },
                Volume = 7,
                Previous = new ByteString(Noise.Of(8, 32)),
                Continued = new ContinuedEntry(
                    4711,
                    1_048_576,
                    Sample.HeadersOf(Sample.File("big", 5_000_000))
                ),
            };
            var payload = Payload(first);
            yield return OfStart("first", "The first volume's.", "ok", payload, 1);
            yield return OfStart(
                "continued",
                "A later one's, into which a file continues, and which needs two archives.",
                "ok",
                Payload(later),
                7
            );
            yield return OfStart(
                "bad-kind",
                "An unknown kind of archive.",
                "bad-field",
                With(payload, 524, 3),
                1
            );
            yield return OfStart("bad-codec", "An unknown codec.", "bad-field", With(payload, 525, 3), 1);
            yield return OfStart(
                "bad-hash",
                "An unknown hash algorithm.",
                "bad-field",
                With(payload, 526, 3),
                1
            );
            yield return OfStart(
                "bad-volume-size",
                "A volume size below the smallest.",
                "bad-field",
                With(payload, 530, 0x0F),
                1
            );
            yield return OfStart(
                "bad-nanoseconds",
                "2^31 nanoseconds.",
                "bad-field",
                With(payload, 523, 0x80),
                1
            );
            yield return OfStart("no-set", "A set without a name.", "bad-field", With(payload, 596, 0), 1);
            yield return OfStart(
                "long-set",
                "A set's name of 129 bytes.",
                "over-limit",
                With(payload, 596, 129),
                1
            );
            yield return OfStart(
                "many-needed",
                "257 archives needed.",
                "over-limit",
                With(With(payload, 598, 1), 599, 1),
                1
            );
            yield return OfStart(
                "headers-beyond-end",
                "Headers that reach beyond the payload.",
                "truncated",
                With(payload, 594, 1),
                1
            );
            yield return OfStart(
                "truncated",
                "A payload without all fixed fields.",
                "truncated",
                payload[..599],
                1
            );

            VectorCase OfStart(string file, string title, string expect, byte[] bytes, int volume) =>
                new(
                    $"volume-start/{name}-{file}",
                    title,
                    $"{name} volume start",
                    expect,
                    SegmentBytes.Hidden(framing, SegmentKind.VolumeStart, bytes, volume)
                );
        }

        static byte[] Payload(VolumeStart start)
        {
            var payload = new byte[start.Length + 100];
            start.WriteTo(payload);
            return payload;
        }
    }

    private static IEnumerable<VectorCase> VolumeEnds()
    {
        foreach (var framing in new[] { Framings.Gzip, Framings.Zstd })
        {
            var name = framing.Codec.ToString().ToLowerInvariant();
            var end = new VolumeEnd
            {
                Offset = 5235,
                IndexOffset = 4709,
                DirectoryOffset = 5073,
                FirstEntryOffset = 4096,
                FirstSequence = 12,
                TarBegin = 1024,
                TarEnd = 4608,
                Entries = 2,
                TotalEntries = 5,
                IndexLines = 2,
                TotalContent = 13,
                IsLast = true,
                Sha256 = new ByteString(Noise.Of(9, 32)),
            };
            var payload = Payload(end);
            yield return OfEnd("last", "The last volume's.", "ok", payload);
            yield return OfEnd(
                "no-entry",
                "A volume in which nothing begins or ends.",
                "ok",
                Payload(
                    end with
                    {
                        IsLast = false,
                        FirstEntryOffset = 0,
                        IndexOffset = 0,
                        DirectoryOffset = 0,
                        Entries = 0,
                        IndexLines = 0,
                    }
                )
            );
            yield return OfEnd("bad-last", "Neither last nor not.", "bad-field", With(payload, 600, 2));
            yield return OfEnd(
                "bad-tar-end",
                "A tar stream that gets shorter.",
                "bad-field",
                Payload(end with { TarEnd = 1023 })
            );
            yield return OfEnd(
                "bad-entries",
                "More entries here than in all.",
                "bad-field",
                Payload(end with { Entries = 6 })
            );
            yield return OfEnd(
                "index-without-directory",
                "An index without a directory.",
                "bad-field",
                Payload(end with { DirectoryOffset = 0 })
            );
            yield return OfEnd(
                "index-behind-directory",
                "An index behind its directory.",
                "bad-field",
                Payload(end with { IndexOffset = 5074 })
            );
            yield return OfEnd(
                "directory-behind-end",
                "A directory behind the end.",
                "bad-field",
                Payload(end with { DirectoryOffset = 5235 })
            );
            yield return OfEnd(
                "first-entry-behind-end",
                "A first entry behind the end.",
                "bad-field",
                Payload(end with { FirstEntryOffset = 5235 })
            );
            yield return OfEnd("truncated", "A payload without all fields.", "truncated", payload[..639]);

            VectorCase OfEnd(string file, string title, string expect, byte[] bytes) =>
                new(
                    $"volume-end/{name}-{file}",
                    title,
                    $"{name} volume end",
                    expect,
                    SegmentBytes.Hidden(framing, SegmentKind.VolumeEnd, bytes, volume: 3)
                );

            byte[] Payload(VolumeEnd volumeEnd)
            {
                var bytes = new byte[
                    VolumeEnd.SegmentSize - framing.StoredLength(0, framing.EmptyBody.Length)
                ];
                volumeEnd.WriteTo(framing.Codec, bytes);
                return bytes;
            }
        }
    }

    private static VectorCase OfMarker(string file, string title, string expect, byte[] bytes) =>
        new($"marker/{file}", title, "marker", expect, bytes);

    private static byte[] With(byte[] bytes, int offset, byte value)
    {
        byte[] changed = [.. bytes];
        changed[offset] = value;
        return changed;
    }

    private static byte[] Flipped(byte[] bytes, int offset) => With(bytes, offset, (byte)(bytes[offset] ^ 1));

    /// <summary>A marker with another value in a field, and the check made right again.</summary>
    private static byte[] Changed(byte[] marker, int offset, byte value) =>
        Checked(With(marker, offset, value));

    private static byte[] ChangedNumber(byte[] marker, int offset, int size, long value)
    {
        byte[] changed = [.. marker];
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        number[..size].CopyTo(changed.AsSpan(offset));
        return Checked(changed);
    }

    private static byte[] Checked(byte[] marker)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(marker.AsSpan(88), SegmentCheck.Of(marker.AsSpan(0, 88)));
        return marker;
    }

    private static byte[] WithMarker(IFraming framing, byte[] segment, Func<Marker, Marker> change)
    {
        byte[] changed = [.. segment];
        _ = Marker.TryParse(segment.AsSpan(framing.PrefixSize), out var marker, out _);
        change(marker).WriteTo(changed.AsSpan(framing.PrefixSize));
        return changed;
    }
}
