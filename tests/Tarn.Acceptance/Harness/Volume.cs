using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>A volume file, read without any of Tarn's code: by the tables of spec/, or as a person would.</summary>
internal sealed partial class Volume(string path)
{
    private const int EndSize = 4096;

    internal string Path => path;

    internal long Length => new FileInfo(path).Length;

    internal bool IsGzip => path.EndsWith(".gz", StringComparison.Ordinal);

    internal string Decompress => IsGzip ? "zcat" : "zstd -dc";

    /// <summary>N of <c>tail -c +N</c>, as the last 4,096 bytes say in plain text; null if no entry begins here.</summary>
    internal long? FirstEntryByte => Number(TailSentence());

    /// <summary>N of <c>head -c N | sha256sum</c>.</summary>
    internal long CheckedBytes =>
        Number(HeadSentence()) ?? throw new InvalidDataException("no 'head -c' in it");

    /// <summary>The checksum that the same text shows.</summary>
    internal string Checksum => ChecksumSentence().Match(End).Value;

    private string End
    {
        get
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[EndSize];
            file.Seek(-EndSize, SeekOrigin.End);
            file.ReadExactly(bytes);
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>Its segments, one behind the other, up to its last byte.</summary>
    internal List<Segment> Segments()
    {
        var bytes = File.ReadAllBytes(path);
        var prefix = IsGzip ? 16 : 8;
        var segments = new List<Segment>();
        for (long offset = IsGzip ? 0 : 9; offset < bytes.Length; offset += segments[^1].Stored)
        {
            var marker = bytes.AsSpan((int)offset + prefix, 96);
            Assert.Equal("TARNmrk"u8, marker[..7]);
            segments.Add(
                new Segment(
                    path,
                    offset,
                    Stored: BinaryPrimitives.ReadInt32LittleEndian(marker[52..]),
                    Kind: marker[9],
                    Flags: BinaryPrimitives.ReadUInt16LittleEndian(marker[10..]),
                    Sequence: BinaryPrimitives.ReadInt64LittleEndian(marker[32..]),
                    Visible: BinaryPrimitives.ReadInt32LittleEndian(marker[48..]),
                    EntrySequence: BinaryPrimitives.ReadInt64LittleEndian(marker[56..])
                )
            );
        }
        return segments;
    }

    private long? Number(Regex sentence)
    {
        var match = sentence.Match(End);
        return match.Success ? long.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"tail -c \+(?<n>[0-9]+) VOLUME", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TailSentence();

    [GeneratedRegex("head -c (?<n>[0-9]+) VOLUME", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HeadSentence();

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChecksumSentence();
}
