using Tarn.Format.Bytes;

namespace Tarn.Format.Index;

/// <summary>One line of a volume's index directory (spec/index.md, "Directory").</summary>
internal sealed class PieceLine
{
    /// <summary>Where the piece's first segment begins in the volume.</summary>
    public long Offset { get; set; }

    /// <summary>How many lines it holds.</summary>
    public int Lines { get; set; }

    /// <summary>The path of its first line.</summary>
    public ByteString First { get; set; }
}
