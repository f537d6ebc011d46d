using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;
using Tarn.Campaign.Oracle;
using Tarn.Format.Segments;
using Xunit;

namespace Tarn.Tests.Campaign;

/// <summary>The campaign finds nothing where everything is right, and whatever is wrong.</summary>
public sealed class JudgeTests
{
    private const int MiB = 1 << 20;

    private static readonly StoredArchive Archive = new ArchiveMaker().Of(
        new ArchiveShape(TreeName.Spanning, Codec.Zstd, 3, MiB, 0, MiB)
    );

    /// <summary>A flipped bit in the middle of the first file, which is large and has a second name.</summary>
    private static readonly Expectation Flipped = new(Flip(Segment("srv/mail/a", 7)));

    private static readonly Outcome Right = PerfectOutcome.Of(Flipped, "rescue");

    public static TheoryData<string> Kinds => [.. DamageKind.All(MiB).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Finds_nothing_where_everything_is_right(string kind)
    {
        var inflict = DamageKind.All(MiB).Single(each => each.Name == kind).Inflict;
        for (var number = 0; number < 10; number++)
        {
            var expectation = new Expectation(inflict(Archive, new Dice(5, number)));
            foreach (var verb in (string[])["rescue", "restore", "verify"])
            {
                Assert.Empty(Judge.Of(expectation, verb, PerfectOutcome.Of(expectation, verb)));
            }
        }
    }

    [Fact]
    public void Expects_the_loss_of_the_segment_that_is_hit_and_no_more()
    {
        var segment = Segment("srv/mail/a", 7);
        var lost = Flipped.LostEntries.ToDictionary(entry => entry.Path, entry => entry.Fate);

        Assert.Equal(["srv/mail/a", "srv/mail/a1"], lost.Keys);
        Assert.IsType<Fate.LostWithFirstName>(lost["srv/mail/a1"]);
        var gap = Assert.Single(Assert.IsType<Fate.Partial>(lost["srv/mail/a"]).Gaps);
        Assert.Equal(segment.Visible, gap.Length);
        Assert.Equal(
            Archive.Tar.AsSpan((int)segment.TarOffset, segment.Visible),
            Archive
                .Entries.Single(entry => entry.Path == "srv/mail/a")
                .Source.Content.AsSpan((int)gap.Begin, segment.Visible)
        );
    }

    [Theory]
    [InlineData("srv/mail/f")]
    [InlineData("srv/mail/b")]
    [InlineData("srv/mail/g")]
    public void Finds_what_is_missing_although_no_segment_of_it_is_hit(string path) =>
        Finds(Fault.LostSet, Right with { Tree = Without(path) });

    [Theory]
    [InlineData("srv/mail/f", "3000000 0")]
    [InlineData("srv/mail/g", "elsewhere")]
    public void Finds_other_content(string path, string content) =>
        Finds(Fault.Silent, Right with { Tree = With(path, path, item => item with { Content = content }) });

    [Fact]
    public void Finds_another_mode() =>
        Finds(
            Fault.Silent,
            Right with
            {
                Tree = With("srv/mail/f", "srv/mail/f", item => item with { Mode = "600" }),
            }
        );

    [Fact]
    public void Finds_another_time() =>
        Finds(
            Fault.Silent,
            Right with
            {
                Tree = With("srv/mail", "srv/mail", item => item with { Mtime = item.Mtime + 1 }),
            }
        );

    [Fact]
    public void Finds_what_was_never_there() =>
        Finds(Fault.Silent, Right with { Tree = With("srv/mail/f", "srv/mail/z", item => item) });

    /// <summary>Its bytes are known to be wrong, so it must not have that name.</summary>
    [Fact]
    public void Finds_a_damaged_file_under_its_final_name() =>
        Finds(Fault.Silent, Right with { Tree = With("srv/mail/f", "srv/mail/a", item => item) });

    [Fact]
    public void Finds_a_file_that_cannot_have_come_out_whole()
    {
        var item = Archive.Entries.Single(entry => entry.Path == "srv/mail/a").Source.Item;
        Finds(Fault.LostSet, Right with { Tree = With("srv/mail/f", "srv/mail/a", _ => item) });
    }

    [Theory]
    [InlineData(0)] // The first segment is not hit.
    [InlineData(2_700_122)]
    public void Finds_a_wrong_byte_in_a_partial_file(int at) =>
        Finds(Fault.Silent, Right with { Tree = WithByte(at, value => (byte)(value ^ 0x80 | 1)) });

    [Fact]
    public void Finds_bytes_in_a_gap() =>
        Finds(Fault.Silent, Right with { Tree = WithByte((int)Gap.Begin, _ => 1) });

    [Fact]
    public void Finds_a_partial_file_that_lacks_more_than_the_gap() =>
        Finds(Fault.LostSet, Right with { Tree = WithByte(ByteThatIsNotZero, _ => 0) });

    [Fact]
    public void Finds_that_the_partial_file_is_not_there() =>
        Finds(
            Fault.LostSet,
            Right with
            {
                Tree = Right.Tree! with { Partials = new Dictionary<string, byte[]>() },
            }
        );

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public void Finds_a_wrong_exit_status(int status) => Finds(Fault.Status, Right with { Status = status });

    [Fact]
    public void Finds_an_exit_status_that_says_all_is_well() => Finds(Fault.Quiet, Right with { Status = 0 });

    [Fact]
    public void Finds_that_there_is_no_report() => Finds(Fault.LossList, Right with { Report = null });

    [Fact]
    public void Finds_that_a_report_leaves_out_a_name() =>
        Finds(Fault.LossList, Right with { Report = Right.Report! with { Damaged = [] } });

    [Fact]
    public void Finds_that_a_report_leaves_out_a_partial_file() =>
        Finds(Fault.LossList, Right with { Report = Right.Report! with { Partial = [] } });

    [Fact]
    public void Finds_that_a_report_names_something_whole() =>
        Finds(
            Fault.LossList,
            Right with
            {
                Report = Right.Report! with { Damaged = [.. Right.Report.Damaged, "srv/mail/f"] },
            }
        );

    [Fact]
    public void Finds_that_a_report_counts_entries_that_it_knows() =>
        Finds(Fault.LossList, Right with { Report = Right.Report! with { UnknownEntries = 1 } });

    [Fact]
    public void Finds_that_a_report_has_other_gaps()
    {
        var file = Right.Report!.Partial[0];
        var gaps = new[] { file.Gaps[0] with { End = file.Gaps[0].End - 512 } };
        Finds(
            Fault.LossList,
            Right with
            {
                Report = Right.Report with { Partial = [file with { Gaps = gaps }] },
            }
        );
    }

    [Fact]
    public void Finds_that_a_report_mistakes_damage_for_a_missing_volume()
    {
        var small = new Expectation(Flip(Segment("srv/mail/h last", 0)));
        var right = PerfectOutcome.Of(small, "verify");
        Assert.Equal(["srv/mail/h last"], right.Report!.Damaged);

        var wrong = right.Report with { Damaged = [], Missing = right.Report.Damaged };

        var finding = Assert.Single(Judge.Of(small, "verify", right with { Report = wrong }));
        Assert.Equal(Fault.LossList, finding.Fault);
    }

    /// <summary>Restore and verify know a store by the starts and ends of its volumes; rescue needs neither.</summary>
    [Theory]
    [InlineData("restore", false)]
    [InlineData("rescue", true)]
    public void Takes_no_such_store_for_an_answer_where_no_start_and_no_end_is_left(string verb, bool finds)
    {
        var copy = new VolumeCopies(Archive);
        foreach (var volume in Archive.Volumes)
        {
            copy[volume.Number] = copy[volume.Number][100..^100];
        }
        var outcome = new Outcome(10, Report: null, Tree: null);

        Assert.Equal(finds, Judge.Of(new Expectation(copy.Damaged()), verb, outcome).Count > 0);
        Assert.NotEmpty(Judge.Of(Flipped, verb, outcome));
    }

    private static void Finds(Fault fault, Outcome outcome)
    {
        Assert.Empty(Judge.Of(Flipped, "rescue", Right));
        Assert.Equal(
            [fault],
            Judge.Of(Flipped, "rescue", outcome).Select(finding => finding.Fault).Distinct()
        );
    }

    private static ByteRange Gap => ((Fate.Partial)Flipped.Entries["srv/mail/a"].Fate).Gaps[0];

    private static int ByteThatIsNotZero =>
        Right.Tree!.Partials["srv/mail/a.partial"].AsSpan().IndexOfAnyExcept((byte)0);

    private static StoredSegment Segment(string path, int index) =>
        Archive.Entries.Single(entry => entry.Path == path).Segments[index];

    private static DamagedArchive Flip(StoredSegment segment)
    {
        var copy = new VolumeCopies(Archive);
        copy[segment.Volume][segment.Offset + (segment.Length / 2)] ^= 0x10;
        return copy.Damaged();
    }

    private static RestoredTree Without(string path) =>
        Right.Tree! with
        {
            Items = Right.Tree.Items.Where(item => item.Key != path).ToDictionary(),
        };

    /// <summary>With a changed copy of an item under a name.</summary>
    private static RestoredTree With(
        string path,
        string name,
        Func<Acceptance.Harness.TreeItem, Acceptance.Harness.TreeItem> change
    ) =>
        Right.Tree! with
        {
            Items = new Dictionary<string, Acceptance.Harness.TreeItem>(Right.Tree.Items)
            {
                [name] = change(Right.Tree.Items[path]),
            },
        };

    private static RestoredTree WithByte(int at, Func<byte, byte> change)
    {
        var bytes = (byte[])Right.Tree!.Partials["srv/mail/a.partial"].Clone();
        bytes[at] = change(bytes[at]);
        return Right.Tree with
        {
            Partials = new Dictionary<string, byte[]> { ["srv/mail/a.partial"] = bytes },
        };
    }
}
