using System.Text;
using Tarn.Format.Segments;

namespace Tarn.Format.Volumes;

/// <summary>What a volume's first and last segment say to a person who has nothing but a hex viewer.</summary>
internal static class Sentence
{
    /// <summary>Bytes set aside for it: ASCII, filled up with NUL (spec/volumes.md).</summary>
    public const int Size = 512;

    /// <summary>How to unpack the whole archive.</summary>
    public static void WriteStart(ArchiveParameters parameters, int volume, Span<byte> field) =>
        Write(
            $"""

            This is volume {volume} of the Tarn backup archive {parameters.Id}.
            All its volumes, in the order of their numbers, are one compressed tar file. Any tar restores it:
                cat VOLUMES | {parameters.Framing.Decompressor} | tar -x
            The last bytes of each volume say how to use that volume alone.

            """,
            field
        );

    /// <summary>How to use this volume alone.</summary>
    public static void WriteEnd(VolumeEnd end, Codec codec, Span<byte> field)
    {
        var alone =
            end.FirstEntryOffset == 0
                ? "No entry begins in this volume."
                : $"""
                    Every file that begins and ends in this volume:
                        tail -c +{end.FirstEntryOffset + 1} VOLUME | {Framings.Of(
                        codec
                    ).Decompressor} | tar -x
                    """;
        Write(
            $"""

            {alone}
            Is it undamaged? These two are the same:
                head -c {end.Offset} VOLUME | sha256sum
                {Convert.ToHexStringLower(end.Sha256.Span)}

            """,
            field
        );
    }

    private static void Write(string text, Span<byte> field)
    {
        field = field[..Size];
        field.Clear();
        Encoding.ASCII.GetBytes(text, field);
    }
}
