using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Header blocks.</summary>
internal sealed class TarHeaders : ITarget
{
    /// <inheritdoc/>
    public string Name => "tar-headers";

    /// <inheritdoc/>
    public string Parses => "header blocks, as they come and with their checksum made right";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        VectorSeeds.Of("tar entry").Select(entry => entry[..Math.Min(UstarHeader.Size, entry.Length)]);

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        CheckBlock(input);
        if (input.Length >= UstarHeader.Size)
        {
            Mending.WriteChecksum(input.AsSpan(0, UstarHeader.Size));
            CheckBlock(input);
        }
    }

    private static void CheckBlock(byte[] block)
    {
        if (!UstarHeader.TryParse(block, out var header, out var defect))
        {
            Promise.That(defect != Defect.None, "a refused block has a defect");
            return;
        }
        Promise.That(header!.ContentLength >= 0, "a size is not negative");
        if (!CanBeWritten(header))
        {
            return;
        }
        var written = new byte[UstarHeader.Size];
        header.WriteTo(written);
        Promise.That(
            UstarHeader.TryParse(written, out var again, out _) && again == header,
            "a header that is written again is read as it was"
        );
    }

    /// <summary>Numbers that no writer has: below zero, or beyond what base-256 can say in seven bytes.</summary>
    private static bool CanBeWritten(UstarHeader header) =>
        header.Mtime >= 0
        && ((long[])[header.Mode, header.UserId, header.GroupId, header.DeviceMajor, header.DeviceMinor]).All(
            number => number is >= 0 and < 1L << 56
        );
}
