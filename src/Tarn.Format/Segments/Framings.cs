using System.Diagnostics;

namespace Tarn.Format.Segments;

/// <summary>The framings there are.</summary>
public static class Framings
{
    /// <summary>Segments as gzip members.</summary>
    public static IFraming Gzip { get; } = new GzipFraming();

    /// <summary>Segments as zstd frames.</summary>
    public static IFraming Zstd { get; } = new ZstdFraming();

    /// <summary>The framing of <paramref name="codec"/>.</summary>
    public static IFraming Of(Codec codec) =>
        codec switch
        {
            Codec.Gzip => Gzip,
            Codec.Zstd => Zstd,
            _ => throw new UnreachableException(),
        };

    /// <summary>The framing that the first bytes of a volume show; null if they are no volume's.</summary>
    public static IFraming? Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Zstd.Prologue))
        {
            return Zstd;
        }
        return head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8, 4]) ? Gzip : null;
    }
}
