using System.Text;

namespace Tarn.Tests.Format.Vectors;

/// <summary>The vectors of spec/index.md.</summary>
internal static class IndexCases
{
    private const string Place = "\"volume\":1,\"offset\":4303,\"sequence\":2,\"tar_offset\":512}";

    public static IEnumerable<VectorCase> All => [.. Lines(), .. BadLines(), .. DirectoryLines()];

    private static IEnumerable<VectorCase> Lines()
    {
        yield return Line(
            "file",
            "A regular file.",
            "ok",
            Of(
                "home/ada/a.txt",
                "file",
                "\"size\":13,",
                "\"hash\":\"xxh128:538cc2a3997b8890fe547bd3c876ccd1\","
            )
        );
        yield return Line(
            "file-sha256",
            "A hash of the other kind.",
            "ok",
            Of(
                "a",
                "file",
                "\"size\":0,",
                "\"hash\":\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
            )
        );
        yield return Line(
            "file-no-hash",
            "No hash.",
            "ok",
            Of("a", "file", "\"size\":4611686018427387904,", "")
        );
        yield return Line(
            "file-flags",
            "All flags.",
            "ok",
            Of("a", "file", "\"size\":1,", "\"flags\":[\"shrank\",\"grew\",\"changed\"],")
        );
        yield return Line("directory", "A directory.", "ok", Of("home/ada", "directory", "", ""));
        yield return Line(
            "symlink",
            "A symbolic link.",
            "ok",
            Of("l", "symlink", "", "\"target\":\"../x\",")
        );
        yield return Line(
            "hard-link",
            "A hard link.",
            "ok",
            Of("z", "hardlink", "", "\"target\":\"home/ada/a.txt\",")
        );
        yield return Line(
            "character-device",
            "A character device.",
            "ok",
            Of("dev/null", "character", "", "\"device\":[1,3],")
        );
        yield return Line(
            "block-device",
            "A block device.",
            "ok",
            Of("dev/b", "block", "", "\"device\":[8,4294967295],")
        );
        yield return Line("fifo", "A named pipe.", "ok", Of("p", "fifo", "", ""));
        yield return Line("path-utf-8", "A path in UTF-8.", "ok", Of("a/é€😀", "fifo", "", ""));
        yield return Line("path-latin-1", "Bytes that are not UTF-8.", "ok", Of("a%FFb%C3A", "fifo", "", ""));
        yield return Line(
            "path-per-cent",
            "A per cent sign is escaped as well.",
            "ok",
            Of("10%25", "fifo", "", "")
        );
        yield return Line(
            "path-surrogate",
            "A surrogate is not UTF-8.",
            "ok",
            Of("%ED%A0%80", "fifo", "", "")
        );
        yield return Line(
            "path-overlong",
            "Nor is an overlong sequence.",
            "ok",
            Of("%C0%AF", "fifo", "", "")
        );
        yield return Line(
            "path-json-escapes",
            "What JSON itself escapes.",
            "ok",
            Of("a\\\"\\\\\\n", "fifo", "", "")
        );
        yield return Line(
            "path-other-escapes",
            "The same path, escaped otherwise.",
            "ok",
            Of("\\u0061%22%5c%0a", "fifo", "", "")
        );
        yield return Line(
            "no-owner-names",
            "Owners without names, a time before 1970.",
            "ok",
            "{\"path\":\"a\",\"type\":\"fifo\",\"mode\":4095,\"uid\":4294967295,\"gid\":0,\"mtime\":[-1,500000000],\"ctime\":[0,0],\"dev\":18446744073709551615,\"ino\":18446744073709551615,\"links\":4294967295,"
                + Place
        );
        yield return Line(
            "other-order",
            "Another order of members.",
            "ok",
            "{\"type\":\"fifo\",\"path\":\"a\",\"mode\":0,\"uid\":1,\"gid\":2,\"mtime\":[1,2],\"ctime\":[3,4],\"dev\":5,\"ino\":6,\"links\":7,"
                + Place
        );
    }

    private static IEnumerable<VectorCase> BadLines()
    {
        yield return Bad("no-json", "Not JSON.", "{\"path\":");
        yield return Bad("empty", "Nothing.", "");
        yield return Bad("null", "Null.", "null");
        yield return Bad("unknown-member", "A member that is not known.", Of("a", "fifo", "", "\"more\":1,"));
        yield return Bad("unknown-type", "A type that is not known.", Of("a", "door", "", ""));
        yield return Bad(
            "unknown-flag",
            "A flag that is not known.",
            Of("a", "file", "\"size\":1,", "\"flags\":[\"blue\"],")
        );
        yield return Bad("file-without-size", "A file without a size.", Of("a", "file", "", ""));
        yield return Bad("size-negative", "A negative size.", Of("a", "file", "\"size\":-1,", ""));
        yield return Bad("size-fraction", "A fraction of a byte.", Of("a", "file", "\"size\":1.5,", ""));
        yield return Bad("symlink-without-target", "A link to nothing.", Of("a", "symlink", "", ""));
        yield return Bad("device-without-number", "A device without numbers.", Of("a", "block", "", ""));
        yield return Bad(
            "device-one-number",
            "A device with one number.",
            Of("a", "block", "", "\"device\":[1],")
        );
        yield return Bad(
            "hash-short",
            "A hash that lacks digits.",
            Of("a", "file", "\"size\":1,", "\"hash\":\"xxh128:538c\",")
        );
        yield return Bad(
            "hash-unknown",
            "A hash that is not known.",
            Of("a", "file", "\"size\":1,", "\"hash\":\"md5:d41d8cd98f00b204e9800998ecf8427e\",")
        );
        yield return Bad("path-empty", "No path.", Of("", "fifo", "", ""));
        yield return Bad("path-absolute", "An absolute path.", Of("/etc/passwd", "fifo", "", ""));
        yield return Bad("path-dot-dot", "A path that climbs.", Of("a/../../b", "fifo", "", ""));
        yield return Bad("path-escaped-dot-dot", "The same, escaped.", Of("a/%2E%2E/b", "fifo", "", ""));
        yield return Bad("path-nul", "A path with a NUL.", Of("a%00b", "fifo", "", ""));
        yield return Bad("path-slash-at-end", "A path that ends in a slash.", Of("a/", "directory", "", ""));
        yield return Bad("escape-cut", "A per cent sign with one digit.", Of("a%F", "fifo", "", ""));
        yield return Bad("escape-no-hex", "A per cent sign without hex digits.", Of("a%zz", "fifo", "", ""));
        yield return Bad("lone-surrogate", "Half a surrogate pair.", Of("\\uD800", "fifo", "", ""));
        yield return Bad(
            "mode-too-large",
            "A mode with bits of a type.",
            Of("a", "fifo", "", "").Replace("\"mode\":420", "\"mode\":33188", StringComparison.Ordinal)
        );
        yield return Bad(
            "uid-too-large",
            "2^32.",
            Of("a", "fifo", "", "").Replace("\"uid\":1000", "\"uid\":4294967296", StringComparison.Ordinal)
        );
        yield return Bad(
            "nanoseconds",
            "A whole second of nanoseconds.",
            Of("a", "fifo", "", "").Replace("500000000", "1000000000", StringComparison.Ordinal)
        );
        yield return Bad(
            "volume-0",
            "Volumes are counted from 1.",
            Of("a", "fifo", "", "").Replace("\"volume\":1", "\"volume\":0", StringComparison.Ordinal)
        );
        yield return Bad(
            "offset-negative",
            "A negative offset.",
            Of("a", "fifo", "", "").Replace("\"offset\":4303", "\"offset\":-1", StringComparison.Ordinal)
        );
    }

    private static IEnumerable<VectorCase> DirectoryLines()
    {
        yield return Directory(
            "one",
            "A piece of two lines.",
            "ok",
            "{\"offset\":4709,\"lines\":2,\"first\":\"home/ada\"}"
        );
        yield return Directory(
            "escaped",
            "A path that is not UTF-8.",
            "ok",
            "{\"offset\":4709,\"lines\":1,\"first\":\"a%FF\"}"
        );
        yield return Directory(
            "offset-0",
            "No piece begins at 0.",
            "bad-field",
            "{\"offset\":0,\"lines\":2,\"first\":\"a\"}"
        );
        yield return Directory(
            "lines-0",
            "No piece is empty.",
            "bad-field",
            "{\"offset\":4709,\"lines\":0,\"first\":\"a\"}"
        );
        yield return Directory(
            "unknown-member",
            "A member that is not known.",
            "bad-field",
            "{\"offset\":4709,\"lines\":2,\"first\":\"a\",\"last\":\"b\"}"
        );
    }

    private static string Of(string path, string type, string size, string rest) =>
        $"{{\"path\":\"{path}\",\"type\":\"{type}\",\"mode\":420,\"uid\":1000,\"gid\":1000,\"user\":\"ada\",\"group\":\"users\",{size}"
        + $"\"mtime\":[1700000000,500000000],\"ctime\":[1700000001,250000000],\"dev\":2049,\"ino\":131,\"links\":1,{rest}{Place}";

    private static VectorCase Line(string file, string title, string expect, string text) =>
        new($"index-line/{file}", title, "index line", expect, Encoding.UTF8.GetBytes(text));

    private static VectorCase Bad(string file, string title, string text) =>
        Line($"bad-{file}", title, "bad-field", text);

    private static VectorCase Directory(string file, string title, string expect, string text) =>
        new($"directory-line/{file}", title, "directory line", expect, Encoding.UTF8.GetBytes(text));
}
