using CsCheck;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Xunit;

namespace Tarn.Tests.Format.Tar.MultiVolume;

/// <summary>Volumes that nobody meant well: a named defect, in bounded memory and time.</summary>
public sealed class HostileVolumeTests
{
    private static readonly ByteString Name = ByteString.FromText("file");

    [Fact]
    public void Never_fails_otherwise_than_it_says()
    {
        foreach (var format in new[] { MultiVolumeFormat.Gnu, MultiVolumeFormat.Pax })
        {
            var tar = VolumeSet.Tar(
                VolumeSet.File("large", 30_000),
                (Sample.File(new string('p', 300), 1000), Noise.Of(1, 1000))
            );
            var volumes = VolumeSet.Cut(VolumeSet.Options(format, labelled: true), tar);
            Gen.Select(Gen.Int[0, 1], Gen.Bool)
                .SelectMany(
                    (which, resum) =>
                        Hostile
                            .VersionOf(volumes[which])
                            .Select(bytes => (which, bytes: resum ? Blocks.WithChecksums(bytes) : bytes))
                )
                .Sample(damage =>
                {
                    byte[][] damaged = [.. volumes];
                    damaged[damage.which] = damage.bytes;
                    Exhaust(() => VolumeSet.Join(damaged));
                    Exhaust(() =>
                        new VolumeScan(new MemoryStream(damage.bytes)).ReadParts().Sum(part => part.Length)
                    );
                    Exhaust(() => VolumeSet.Cut(VolumeSet.Options(format), damage.bytes));
                });
        }
    }

    [Fact]
    public void Impossible_numbers_are_refused()
    {
        byte[] minusOne = [.. Enumerable.Repeat((byte)0xFF, 12)];
        byte[] largest = [0x80, 0, 0, 0, 0x7F, .. Enumerable.Repeat((byte)0xFF, 7)];
        foreach (var at in new[] { 124, 369 })
        {
            foreach (var number in new[] { minusOne, largest })
            {
                var volumes = VolumeSet.Cut(
                    VolumeSet.Options(MultiVolumeFormat.Gnu),
                    VolumeSet.Tar(VolumeSet.File("file", 30_000))
                );
                number.CopyTo(volumes[1], at);
                volumes[1] = Blocks.WithChecksums(volumes[1]);
                var defect = VolumeSet.JoinUntilFailure(volumes).Failure.Defect;
                // A header whose size is negative is none, and what is none does not go on.
                Assert.True(defect is Defect.BadField or Defect.OutOfSequence, $"{defect}");
            }
        }
        foreach (var number in new[] { "-1", "9223372036854775807", "9223372036854775808", "", "1x" })
        {
            Assert.Equal(Defect.BadField, DefectOf(Blocks.GlobalHeader(Record("GNU.volume.size", number))));
            Assert.Equal(Defect.BadField, DefectOf(Blocks.GlobalHeader(Record("GNU.volume.offset", number))));
        }
        Assert.Equal(Defect.BadField, DefectOf(Blocks.GlobalHeader(Record("GNU.volume.filename", "f"))));
        Assert.Equal(
            Defect.OverLimit,
            DefectOf(Blocks.ExtendedHeader(Record("size", $"{long.MaxValue}")), Blocks.Header("f", 0))
        );
        Assert.Equal(
            Defect.BadField,
            DefectOf(Blocks.ExtendedHeader(Record("size", "-5")), Blocks.Header("f", 0))
        );
        Assert.Equal(
            Defect.OverLimit,
            DefectOf(
                Blocks.ExtendedHeader(Record("GNU.sparse.realsize", $"{long.MaxValue}")),
                Blocks.Header("f", 0)
            )
        );
    }

    [Fact]
    public void Endless_headers_are_refused()
    {
        var empty = Blocks.ExtendedHeader();
        Assert.Equal(Defect.OverLimit, EndlesslyOf([], empty));
        Assert.Equal(Defect.OverLimit, EndlesslyOf([], Blocks.LongName("name")));
        Assert.Equal(
            Defect.OverLimit,
            EndlesslyOf([], Blocks.Header("g", Limits.MaxExtendedHeaders + 1, TypeFlag.ExtendedHeader))
        );
        Assert.Equal(
            Defect.OverLimit,
            EndlesslyOf([], Blocks.Header("g", Limits.MaxExtendedHeaders + 1, TypeFlag.GlobalHeader))
        );
        var continuation = Blocks.GlobalHeader(
            Record("GNU.volume.filename", "f"),
            Record("GNU.volume.size", "1"),
            Record("GNU.volume.offset", "0")
        );
        Assert.Equal(Defect.OverLimit, EndlesslyOf(continuation, empty));
        var sparse = Blocks.Header("sparse", 512, TypeFlag.OldSparse);
        sparse[482] = 1;
        var map = new byte[512];
        map[504] = 1;
        Assert.Equal(Defect.OverLimit, EndlesslyOf(Blocks.WithChecksums(sparse), map));
    }

    /// <summary>At the volume's start and behind a member, with a label and without.</summary>
    [Theory]
    [InlineData("path", "f")]
    [InlineData("size", "5")]
    [InlineData("GNU.sparse.name", "f")]
    [InlineData("GNU.sparse.map", "0,1")]
    [InlineData("GNU.sparse.major", "1")]
    [InlineData("GNU.sparse.numblocks", "1")]
    public void A_global_header_on_whose_meaning_tars_do_not_agree_is_refused(string keyword, string value)
    {
        var member = Blocks.Header("empty", 0);
        var record = Record(keyword, value);
        var label = Record("GNU.volume.label", "label");
        Assert.Equal(Defect.BadField, DefectOf(Blocks.GlobalHeader(record)));
        Assert.Equal(Defect.BadField, DefectOf(Blocks.GlobalHeader(label, record)));
        Assert.Equal(Defect.BadField, DefectOf([.. member, .. Blocks.GlobalHeader(record)]));
    }

    [Fact]
    public void A_label_or_continuation_that_is_not_at_the_start_of_a_volume_is_refused()
    {
        var member = Blocks.Header("empty", 0);
        var label = Blocks.GlobalHeader(Record("GNU.volume.label", "label"), Record("comment", "hi"));
        var continuation = Blocks.GlobalHeader(
            Record("GNU.volume.filename", "f"),
            Record("GNU.volume.size", "1"),
            Record("GNU.volume.offset", "0")
        );
        foreach (var header in new[] { label, continuation })
        {
            Assert.Equal(Defect.OutOfSequence, DefectOf([.. member, .. header, .. member]));
            Assert.Equal(Defect.OutOfSequence, DefectOf([.. label, .. header, .. member]));
        }
        Assert.Equal(
            Defect.BadField,
            DefectOf([.. member, .. Blocks.GlobalHeader(Record("GNU.volume.size", "1"))])
        );
        Assert.Equal(Defect.Missing, DefectOf([.. label, .. member]));
    }

    [Fact]
    public void Endless_volumes_that_bring_nothing_are_refused()
    {
        var label = new byte[512];
        ContinuationBlock.WriteLabel(label, Name);
        var goesOn = new byte[512];
        ContinuationBlock.Write(goesOn, new MemberContinuation(MultiVolumeFormat.Gnu, Name, 0, 5));
        var paxLabel = Blocks.GlobalHeader(Record("GNU.volume.label", "label"));
        foreach (var volume in new[] { [], label, goesOn, paxLabel, [.. label, .. goesOn] })
        {
            var asked = 0;
            using var reader = new MultiVolumeReader(_ =>
            {
                asked++;
                return new MemoryStream(volume);
            });
            var failure = Assert.Throws<CorruptArchiveException>(() => reader.ReadByte());
            Assert.Equal((1, 1, Defect.Truncated), (asked, failure.Volume, failure.Defect));
        }
    }

    [Fact]
    public void Volumes_are_counted()
    {
        var isNightly = Environment.GetEnvironmentVariable("TARN_NIGHTLY") == "1";
        Assert.SkipUnless(isNightly, "nightly: it opens a million volumes");
        var asked = 0;
        using var reader = new MultiVolumeReader(_ =>
        {
            asked++;
            return new MemoryStream(Blocks.Header("empty file", 0));
        });
        var failure = Assert.Throws<CorruptArchiveException>(() => reader.CopyTo(Stream.Null));
        Assert.Equal((Limits.MaxVolumeNumber, Defect.OverLimit), (asked, failure.Defect));
    }

    [Fact]
    public void A_continuation_or_label_within_a_volume_is_refused()
    {
        var file = Blocks.Header("file", 0);
        foreach (var type in new[] { TypeFlag.MultiVolume, TypeFlag.VolumeLabel })
        {
            Assert.Equal(Defect.OutOfSequence, DefectOf(file, Blocks.Header("other", 0, type)));
        }
    }

    private static string Record(string keyword, string value)
    {
        var rest = $" {keyword}={value}\n";
        var length = rest.Length + 2;
        return $"{(length > 99 ? length + 1 : length)}{rest}";
    }

    private static Defect DefectOf(params byte[][] blocks) =>
        VolumeSet.JoinUntilFailure([blocks.SelectMany(block => block).ToArray()]).Failure.Defect;

    private static Defect EndlesslyOf(byte[] start, byte[] repeated)
    {
        using var reader = new MultiVolumeReader(_ => new EndlessStream(start, repeated));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<CorruptArchiveException>(() => reader.CopyTo(Stream.Null));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100 << 20);
        return failure.Defect;
    }

    private static void Exhaust(Func<object> read)
    {
        try
        {
            _ = read();
        }
        catch (Exception failure)
            when (failure is CorruptArchiveException or VolumesTooShortException or InvalidOperationException)
        {
            // What they are there for.
        }
    }

    /// <summary>Some bytes, and then the same ones for ever.</summary>
    private sealed class EndlessStream(byte[] start, byte[] repeated) : MemoryStream
    {
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            for (var at = 0; at < buffer.Length; at++, _position++)
            {
                buffer[at] =
                    _position < start.Length
                        ? start[_position]
                        : repeated[(_position - start.Length) % repeated.Length];
            }
            return buffer.Length;
        }
    }
}
