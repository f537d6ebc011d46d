using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Tests.Format.Vectors;

/// <summary>The vectors of spec/tar.md.</summary>
internal static class TarCases
{
    private static readonly Metadata Plain = Sample.Metadata with { Mtime = new UnixTime(1_700_000_000, 0) };

    public static IEnumerable<VectorCase> All =>
        [
            .. Entries(),
            .. Attributes(),
            .. Sparse(),
            .. Foreign(),
            .. Damaged(),
            .. Numbers(),
            .. Records(),
            .. Times(),
        ];

    private static IEnumerable<VectorCase> Entries()
    {
        yield return Entry("file", "A regular file.", new Entry.File(Path("home/ada/a.txt"), Plain, 13));
        yield return Entry(
            "directory",
            "A directory: its name ends in a slash.",
            new Entry.Directory(Path("home/ada"), Plain with { Mode = 0x7FF })
        );
        yield return Entry(
            "symlink",
            "A symbolic link.",
            new Entry.Symlink(Path("home/ada/l"), Plain, ByteString.FromText("../x"))
        );
        yield return Entry(
            "hard-link",
            "A hard link.",
            new Entry.HardLink(Path("home/ada/z"), Plain, Path("home/ada/a.txt"))
        );
        yield return Entry(
            "character-device",
            "A character device.",
            new Entry.Device(Path("dev/null"), Plain, IsBlock: false, 1, 3)
        );
        yield return Entry(
            "block-device",
            "A block device whose minor number needs base-256.",
            new Entry.Device(Path("dev/b"), Plain, IsBlock: true, 8, uint.MaxValue)
        );
        yield return Entry("fifo", "A named pipe.", new Entry.Fifo(Path("run/p"), Plain));
        yield return Entry(
            "name-100",
            "A path of 100 bytes fills the name field.",
            new Entry.File(Path(new string('n', 100)), Plain, 0)
        );
        yield return Entry(
            "name-101",
            "A path of 101 bytes without a slash needs a pax record.",
            new Entry.File(Path(new string('n', 101)), Plain, 0)
        );
        yield return Entry(
            "name-256",
            "The longest path that name and prefix hold.",
            new Entry.File(Path(new string('p', 155) + "/" + new string('n', 100)), Plain, 0)
        );
        yield return Entry(
            "name-257",
            "One byte more needs a pax record.",
            new Entry.File(Path(new string('p', 156) + "/" + new string('n', 100)), Plain, 0)
        );
        yield return Entry(
            "name-first-slash",
            "Of two slashes that would do, the first one splits.",
            new Entry.File(Path(new string('p', 60) + "/q/" + new string('n', 60)), Plain, 0)
        );
        yield return Entry(
            "directory-name-100",
            "The slash of a directory counts: 100 bytes with it.",
            new Entry.Directory(Path(new string('d', 99)), Plain)
        );
        yield return Entry(
            "directory-name-101",
            "The slash of a directory counts, but does not split.",
            new Entry.Directory(Path(new string('d', 100)), Plain)
        );
        yield return Entry(
            "name-latin-1",
            "Bytes that are not UTF-8 are kept as they are.",
            new Entry.File(new UnixPath([(byte)'a', 0xE9, (byte)'\n', 0xFF]), Plain, 0)
        );
        yield return Entry(
            "long-name-not-ascii",
            "A long path beyond ASCII is in a GNU record.",
            new Entry.File(Path(new string('é', 60)), Plain, 0)
        );
        yield return Entry(
            "long-target",
            "A link target of 101 bytes.",
            new Entry.Symlink(Path("l"), Plain, ByteString.FromText(new string('t', 101)))
        );
        yield return Entry(
            "long-target-not-ascii",
            "A long path and a long target, both beyond ASCII: L, K, header.",
            new Entry.Symlink(Path(new string('ü', 51)), Plain, ByteString.FromText(new string('é', 51)))
        );
        yield return Entry(
            "long-name-and-records",
            "A GNU record comes before the pax records.",
            new Entry.File(Path(new string('é', 60)), Plain with { UserId = 3_000_000 }, 0)
        );
        yield return Entry(
            "name-and-records",
            "A path that name and prefix hold is in a record as well, if there are any.",
            new Entry.File(
                Path(new string('p', 50) + "/" + new string('n', 50)),
                Plain with
                {
                    UserId = 3_000_000,
                },
                0
            )
        );
        yield return Entry(
            "name-and-target-in-records",
            "A target in a record is one.",
            new Entry.Symlink(
                Path(new string('p', 50) + "/" + new string('n', 50)),
                Plain,
                ByteString.FromText(new string('t', 101))
            )
        );
        yield return Entry(
            "name-not-ascii-and-records",
            "Beyond ASCII such a path is in a GNU record as well.",
            new Entry.Directory(
                Path(new string('é', 30) + "/" + new string('n', 50)),
                Plain with
                {
                    UserId = 3_000_000,
                }
            )
        );
        yield return Entry(
            "name-not-ascii-and-target",
            "A GNU record of the target is none of pax.",
            new Entry.Symlink(
                Path(new string('é', 30) + "/" + new string('n', 50)),
                Plain,
                ByteString.FromText(new string('é', 51))
            )
        );
        yield return Entry(
            "long-name-line-feed",
            "A long path with a line feed is in a GNU record, and such a target as well.",
            new Entry.Symlink(
                Path(new string('n', 100) + "\n"),
                Plain,
                ByteString.FromText(new string('t', 100) + "\n")
            )
        );
        yield return Entry(
            "size-octal",
            "The largest size that fits as octal.",
            new Entry.File(Path("big"), Plain, 8_589_934_591)
        );
        yield return Entry(
            "size-base-256",
            "A byte more is in base-256 and in a pax record.",
            new Entry.File(Path("big"), Plain, 8_589_934_592)
        );
        yield return Entry(
            "ids-octal",
            "The largest ids that fit as octal.",
            new Entry.File(Path("f"), Plain with { UserId = 2_097_151, GroupId = 2_097_151 }, 0)
        );
        yield return Entry(
            "ids-base-256",
            "Larger ids are in base-256 and in pax records.",
            new Entry.File(Path("f"), Plain with { UserId = 2_097_152, GroupId = uint.MaxValue }, 0)
        );
        yield return Entry(
            "owner-names-32",
            "Owner names of 32 bytes fill their fields.",
            new Entry.File(
                Path("f"),
                Plain with
                {
                    UserName = ByteString.FromText(new string('u', 32)),
                    GroupName = ByteString.FromText(new string('g', 32)),
                },
                0
            )
        );
        yield return Entry(
            "owner-names-33",
            "Longer owner names are in pax records.",
            new Entry.File(
                Path("f"),
                Plain with
                {
                    UserName = ByteString.FromText(new string('u', 33)),
                    GroupName = ByteString.FromText(new string('g', 33)),
                },
                0
            )
        );
        yield return Entry(
            "owner-names-not-ascii",
            "An owner name beyond ASCII that does not fit is left out.",
            new Entry.File(
                Path("f"),
                Plain with
                {
                    UserName = ByteString.FromText(new string('é', 17)),
                    GroupName = ByteString.FromText("é"),
                },
                0
            )
        );
        yield return Entry(
            "mtime-fraction",
            "A fraction of a second is in a pax record.",
            new Entry.File(Path("f"), Plain with { Mtime = new UnixTime(1_700_000_000, 1) }, 0)
        );
        yield return Entry(
            "mtime-negative",
            "A time before 1970: the field says 0.",
            new Entry.File(Path("f"), Plain with { Mtime = new UnixTime(-2, 500_000_000) }, 0)
        );
        yield return Entry(
            "mtime-far",
            "A time beyond the field: the field says its largest.",
            new Entry.File(Path("f"), Plain with { Mtime = new UnixTime(8_589_934_592, 0) }, 0)
        );
    }

    /// <summary>What readers take though no writer of this format makes it.</summary>
    private static IEnumerable<VectorCase> Foreign()
    {
        var header = Sample.HeadersOf(new Entry.File(Path("f"), Plain, 5));
        yield return Case(
            "foreign-gnu-magic",
            "GNU's magic: no prefix field.",
            "ok",
            Patched(header, 257, "ustar  \0")
        );
        yield return Case(
            "foreign-type-nul",
            "The type of a regular file in old archives.",
            "ok",
            Patched(header, 156, "\0")
        );
        yield return Case(
            "foreign-old-directory",
            "A regular file whose name ends in a slash is a directory.",
            "ok",
            Patched(Patched(header, 0, "f/"), 124, "00000000000\0")
        );
        yield return Case(
            "foreign-spaces",
            "Numbers with leading and trailing spaces.",
            "ok",
            Patched(header, 100, "   644 \0")
        );
        yield return Case(
            "foreign-unknown-record",
            "A record with an unknown keyword is passed over.",
            "ok",
            [.. ExtendedHeader("22 UNKNOWN.word=value\n"), .. header]
        );
        yield return Case(
            "foreign-record-overrides",
            "Records override the header block.",
            "ok",
            [.. ExtendedHeader("15 path=a/b/cc\n11 size=77\n"), .. header]
        );
        yield return Case(
            "foreign-global-header",
            "A global header is passed over.",
            "ok",
            [.. Patched(ExtendedHeader("15 path=a/b/cc\n"), 156, "g"), .. header]
        );
        yield return Case(
            "foreign-sparse-name-first",
            "The name of a sparse file counts before a path, wherever it stands.",
            "ok",
            [
                .. ExtendedHeader(
                    "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n21 GNU.sparse.name=n\n25 GNU.sparse.realsize=9\n9 path=p\n"
                ),
                .. Sample.HeadersOf(new Entry.File(Path("f"), Plain, 512)),
                .. "1\n9\n0\n"u8,
                .. new byte[506],
            ]
        );
    }

    private static IEnumerable<VectorCase> Damaged()
    {
        var header = Sample.HeadersOf(new Entry.File(Path("f"), Plain, 5));
        byte[] flipped = [.. header];
        flipped[0] ^= 1;
        yield return Case("bad-checksum", "One bit differs.", "bad-check", flipped);
        yield return Case(
            "bad-size",
            "Digits that are not octal.",
            "bad-field",
            Patched(header, 124, "00000000009\0")
        );
        yield return Case(
            "bad-size-negative",
            "A negative size in base-256.",
            "bad-field",
            PatchedBytes(header, 124, [.. Enumerable.Repeat((byte)0xFF, 12)])
        );
        yield return Case("bad-type", "A type that no entry has.", "bad-field", Patched(header, 156, "Z"));
        yield return Case(
            "bad-extended-size",
            "Extended headers of more than 1,000,000 bytes.",
            "over-limit",
            Patched(ExtendedHeader("6 a=b\n"), 124, "00003641101\0")
        );
        yield return Case(
            "bad-record-length-zero",
            "A record that says it has no length.",
            "bad-field",
            [.. ExtendedHeader("0 path=x\n"), .. header]
        );
        yield return Case(
            "bad-record-length",
            "A record that reaches beyond the content.",
            "bad-field",
            [.. ExtendedHeader("99 path=x\n"), .. header]
        );
        yield return Case(
            "bad-record-end",
            "A record that does not end in a line feed.",
            "bad-field",
            [.. ExtendedHeader("10 path=xy"), .. header]
        );
        yield return Case(
            "bad-record-size",
            "A negative size in a record.",
            "bad-field",
            [.. ExtendedHeader("11 size=-1\n"), .. header]
        );
        yield return Case("truncated", "A header that is cut.", "truncated", header[..511]);
        yield return Case(
            "truncated-after-records",
            "Extended headers of nothing.",
            "truncated",
            ExtendedHeader("15 path=a/b/cc\n")
        );
    }

    private static IEnumerable<VectorCase> Numbers()
    {
        yield return Number("octal", "Zero-filled octal digits and a NUL.", "ok", "0000644\0"u8);
        yield return Number(
            "octal-largest",
            "The largest octal number of a long field.",
            "ok",
            "77777777777\0"u8
        );
        yield return Number("octal-spaces", "Spaces around.", "ok", "   644  "u8);
        yield return Number("octal-full", "No end but that of the field.", "ok", "00000644"u8);
        yield return Number("empty", "An empty field is 0.", "ok", [0, 0, 0, 0, 0, 0, 0, 0]);
        yield return Number("base-256", "2,097,152 in base-256.", "ok", [0x80, 0, 0, 0, 0, 0x20, 0, 0]);
        yield return Number(
            "base-256-size",
            "2^33 in base-256.",
            "ok",
            [0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]
        );
        yield return Number(
            "base-256-negative",
            "-1 in base-256.",
            "ok",
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        );
        yield return Number(
            "base-256-too-large",
            "2^63 is too much.",
            "bad-field",
            [0x80, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0]
        );
        yield return Number("octal-bad-digit", "8 is no octal digit.", "bad-field", "0000648\0"u8);
        yield return Number("octal-sign", "There are no signs.", "bad-field", "-000644\0"u8);
    }

    private static IEnumerable<VectorCase> Records()
    {
        yield return Record("one", "One record.", "ok", "16 path=abc/def\n");
        yield return Record("several", "Two records.", "ok", "16 path=abc/def\n11 size=77\n");
        yield return Record(
            "length-99",
            "A length that grows by its own digits: 99.",
            "ok",
            "99 path=" + new string('x', 90) + "\n"
        );
        yield return Record(
            "length-101",
            "A length that grows by its own digits: 101.",
            "ok",
            "101 path=" + new string('x', 91) + "\n"
        );
        yield return Record("value-any", "Equals signs and line feeds in a value.", "ok", "13 path=a=\nb\n");
        yield return Record("value-empty", "An empty value.", "ok", "8 path=\n");
        yield return Record("length-zero", "A length of 0.", "bad-field", "0 path=a\n");
        yield return Record("length-too-long", "A length beyond the end.", "bad-field", "17 path=abc/def\n");
        yield return Record(
            "length-too-short",
            "A length that ends within the record.",
            "bad-field",
            "15 path=abc/def\n"
        );
        yield return Record("length-negative", "A negative length.", "bad-field", "-9 path=a\n");
        yield return Record(
            "length-huge",
            "A length beyond all numbers.",
            "bad-field",
            "99999999999999999999 path=a\n"
        );
        yield return Record("no-equals", "No equals sign.", "bad-field", "8 path \n");
        yield return Record("no-keyword", "No keyword.", "bad-field", "6 =ab\n");
    }

    private static IEnumerable<VectorCase> Times()
    {
        yield return Time("whole", "Whole seconds.", "ok", "1700000000");
        yield return Time("fraction", "A fraction without zeros at its end.", "ok", "1700000000.5");
        yield return Time("nanosecond", "A nanosecond.", "ok", "0.000000001");
        yield return Time("negative", "A second and a half before 1970.", "ok", "-1.5");
        yield return Time("negative-fraction", "Half a second before 1970.", "ok", "-0.5");
        yield return Time("smallest", "The smallest time there is.", "ok", "-9223372036854775808");
        yield return Time("largest", "The largest time there is.", "ok", "9223372036854775807.999999999");
        yield return Time("zeros", "Zeros at the end of the fraction.", "ok", "5.500");
        yield return Time("finer", "Digits beyond nanoseconds are dropped.", "ok", "5.1234567899");
        yield return Time("too-large", "A second more than the largest.", "bad-field", "9223372036854775808");
        yield return Time(
            "too-small",
            "A bit less than the smallest.",
            "bad-field",
            "-9223372036854775808.1"
        );
        yield return Time("empty", "Nothing.", "bad-field", "");
        yield return Time("letters", "An exponent.", "bad-field", "1e9");
        yield return Time("two-dots", "Two points.", "bad-field", "1.2.3");
        yield return Time("two-signs", "Two signs.", "bad-field", "--1");
    }

    private static IEnumerable<VectorCase> Attributes()
    {
        var file = new Entry.File(Path("f"), Plain, 0);
        yield return Entry(
            "attributes",
            "Extended attributes: any value, none, and a name that needs escapes.",
            With(file, ("user.a", "x\n=\0"), ("user.b=c%d", "y"), ("user.e", ""))
        );
        yield return Entry(
            "attribute-capability",
            "What file capabilities are kept in.",
            With(file, ("security.capability", "\u0001\0\0\u0002\0\u0020\0\0\0\0\0\0\0\0\0\0\0\0\0\0"))
        );
        yield return Entry(
            "acl",
            "An access ACL is text.",
            With(file, (AccessAcl, AclValue(("1", 6), ("2:54321", 4), ("4", 4), ("16", 6), ("32", 0))))
        );
        yield return Entry(
            "acl-default",
            "A directory's default ACL, with a named group.",
            With(
                new Entry.Directory(Path("d"), Plain),
                (DefaultAcl, AclValue(("1", 7), ("4", 5), ("8:99", 7), ("16", 7), ("32", 5)))
            )
        );
        yield return Entry(
            "acl-of-another-form",
            "A value that is no ACL as Linux has them stays as it is.",
            With(file, (AccessAcl, "\u0003\0\0\0"))
        );
        var header = Sample.HeadersOf(file);
        yield return Case(
            "foreign-acl-names",
            "A name, and the number in a fourth field.",
            "ok",
            [
                .. ExtendedHeader("71 SCHILY.acl.access=user::rw-,user:ada:r--:1000,group::r--,other::---\n"),
                .. header,
            ]
        );
        yield return Case(
            "foreign-acl-lines",
            "Lines, with blanks around.",
            "ok",
            [
                .. ExtendedHeader(
                    "70 SCHILY.acl.access= user::rw-\n user:1000:r--\ngroup::r--\nother::---\n\n"
                ),
                .. header,
            ]
        );
        yield return Case(
            "bad-acl-name",
            "A user by name alone.",
            "bad-field",
            [.. ExtendedHeader("35 SCHILY.acl.access=user:ada:rwx\n\n"), .. header]
        );
        yield return Case(
            "bad-acl-permissions",
            "Permissions that there are not.",
            "bad-field",
            [.. ExtendedHeader("32 SCHILY.acl.access=user::rwz\n\n"), .. header]
        );
        yield return Case(
            "bad-attribute-name",
            "A NUL in the name of an attribute.",
            "bad-field",
            [.. ExtendedHeader("22 SCHILY.xattr.u\0a=x\n"), .. header]
        );
    }

    private static IEnumerable<VectorCase> Sparse()
    {
        yield return Entry(
            "sparse",
            "A file with a hole at the beginning, in the middle, and at the end.",
            SparseFile("home/ada/disk", 1 << 20, new(4096, 4096), new(65_536, 512))
        );
        yield return Entry(
            "sparse-ends-in-data",
            "The last extent ends where the file does.",
            SparseFile("home/ada/disk", 12_288, new Extent(8192, 4096))
        );
        yield return Entry("sparse-one-hole", "A file that is one hole.", SparseFile("hole", 1L << 40));
        yield return Entry(
            "sparse-name-not-ascii",
            "A path beyond ASCII is not in a record.",
            SparseFile("disk-é", 12_288, new Extent(8192, 4096))
        );
        yield return Entry(
            "sparse-long-name-not-ascii",
            "A long path beyond ASCII is in a GNU record.",
            SparseFile(new string('é', 60), 12_288, new Extent(8192, 4096))
        );
        yield return Entry(
            "sparse-long-name",
            "A long path is in the record of its own, and the other one, cut in the header, in another.",
            SparseFile(new string('n', 150), 12_288, new Extent(8192, 4096))
        );
        yield return Entry(
            "sparse-name-and-prefix",
            "The path in name and prefix is in a record as well.",
            SparseFile(new string('p', 50) + "/" + new string('n', 50), 12_288, new Extent(8192, 4096))
        );
        yield return Entry(
            "sparse-name-line-feed",
            "A path with a line feed is not in a record.",
            SparseFile("disk\n", 12_288, new Extent(8192, 4096))
        );
        yield return Entry(
            "sparse-long-map",
            "A map of two blocks.",
            SparseFile("m", 1 << 20, [.. Enumerable.Range(0, 50).Select(i => new Extent(8192L * i, 4096))])
        );
        var good = Sample.HeadersAndMapOf(SparseFile("f", 8192, new Extent(0, 512), new Extent(4096, 512)));
        yield return Case(
            "bad-map-digit",
            "A letter in a map.",
            "bad-field",
            InMap(good, "2\n0\n512\n4096\n5l2\n")
        );
        yield return Case(
            "bad-map-order",
            "Extents that overlap.",
            "bad-field",
            InMap(good, "2\n0\n512\n100\n512\n")
        );
        yield return Case(
            "bad-map-end",
            "An extent behind the end of the file.",
            "bad-field",
            InMap(good, "2\n0\n512\n8000\n512\n")
        );
        yield return Case(
            "bad-map-size",
            "Less data than the member's size leaves for it.",
            "bad-field",
            InMap(good, "1\n0\n512\n8192\n0\n")
        );
        yield return Case(
            "bad-map-count",
            "Too many extents.",
            "over-limit",
            InMap(good, "1000002\n0\n512\n")
        );
        yield return Case(
            "bad-map-number",
            "A number of 20 digits.",
            "bad-field",
            InMap(good, "00000000000000000001\n")
        );
        yield return Case(
            "bad-sparse-version",
            "Another version.",
            "bad-field",
            [
                .. ExtendedHeader("22 GNU.sparse.major=2\n22 GNU.sparse.minor=0\n25 GNU.sparse.realsize=9\n"),
                .. Sample.HeadersOf(new Entry.File(Path("f"), Plain, 9)),
            ]
        );
        yield return Case(
            "bad-sparse-keyword",
            "A record of a version before 1.0.",
            "bad-field",
            [
                .. ExtendedHeader("24 GNU.sparse.map=0,1,2\n"),
                .. Sample.HeadersOf(new Entry.File(Path("f"), Plain, 9)),
            ]
        );
    }

    private static string AccessAcl => ExtendedAttributes.AccessAcl.ToString();

    private static string DefaultAcl => ExtendedAttributes.DefaultAcl.ToString();

    /// <summary>An ACL as Linux has it: tag, perhaps with a number behind a colon, and permissions.</summary>
    private static string AclValue(params ReadOnlySpan<(string Tag, int Permissions)> entries)
    {
        var value = new List<byte> { 2, 0, 0, 0 };
        foreach (var (tag, permissions) in entries)
        {
            var parts = tag.Split(':');
            var number = parts.Length == 1 ? uint.MaxValue : uint.Parse(parts[1], null);
            value.AddRange([byte.Parse(parts[0], null), 0, (byte)permissions, 0]);
            value.AddRange(BitConverter.GetBytes(number));
        }
        return Encoding.Latin1.GetString([.. value]);
    }

    private static Entry With(Entry entry, params (string Name, string Value)[] attributes) =>
        entry with
        {
            Metadata = entry.Metadata with
            {
                Attributes = new ExtendedAttributes(
                    attributes.Select(each => new ExtendedAttribute(
                        ByteString.FromText(each.Name),
                        new ByteString(Encoding.Latin1.GetBytes(each.Value))
                    ))
                ),
            },
        };

    private static Entry.File SparseFile(string path, long size, params Extent[] extents) =>
        new(Path(path), Plain, size) { Map = new SparseMap([.. extents]) };

    /// <summary>With another map in the last block.</summary>
    private static byte[] InMap(byte[] good, string map)
    {
        byte[] bytes = [.. good];
        bytes.AsSpan(bytes.Length - 512).Clear();
        Encoding.ASCII.GetBytes(map).CopyTo(bytes, bytes.Length - 512);
        return bytes;
    }

    private static VectorCase Entry(string file, string title, Entry entry) =>
        Case(file, title, "ok", Sample.HeadersAndMapOf(entry));

    private static VectorCase Case(string file, string title, string expect, byte[] bytes) =>
        new($"tar/{file}", title, "tar entry", expect, bytes);

    private static VectorCase Number(string file, string title, string expect, ReadOnlySpan<byte> bytes) =>
        new($"number/{file}", title, "number", expect, bytes.ToArray());

    private static VectorCase Record(string file, string title, string expect, string text) =>
        new($"pax-records/{file}", title, "pax records", expect, Encoding.Latin1.GetBytes(text));

    private static VectorCase Time(string file, string title, string expect, string text) =>
        new($"pax-time/{file}", title, "pax time", expect, Encoding.ASCII.GetBytes(text));

    private static UnixPath Path(string text) => UnixPath.FromText(text);

    private static byte[] ExtendedHeader(string records)
    {
        var header = Sample.HeadersOf(new Entry.File(Path("records"), Plain, records.Length));
        byte[] member =
        [
            .. header,
            .. Encoding.Latin1.GetBytes(records),
            .. new byte[512 - (records.Length % 512)],
        ];
        return Patched(member, 156, "x");
    }

    private static byte[] Patched(byte[] bytes, int offset, string text) =>
        PatchedBytes(bytes, offset, Encoding.Latin1.GetBytes(text));

    /// <summary>With other bytes in its first header block, and the checksum made right again.</summary>
    private static byte[] PatchedBytes(byte[] bytes, int offset, byte[] patch)
    {
        byte[] patched = [.. bytes];
        patch.CopyTo(patched, offset);
        "        "u8.CopyTo(patched.AsSpan(148));
        var sum = patched.Take(512).Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(7, '0')).CopyTo(patched, 148);
        return patched;
    }
}
