namespace Tarn.Format.Segments;

/// <summary>How the visible bytes of a segment are compressed. Fixed for a whole archive.</summary>
public enum Codec : byte
{
    /// <summary>gzip members (RFC 1952). <c>01</c>, since format version 1.</summary>
    Gzip = 1,

    /// <summary>zstd frames (RFC 8878). <c>02</c>, since format version 1.</summary>
    Zstd = 2,
}
