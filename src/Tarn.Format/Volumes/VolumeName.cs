using System.Globalization;
using System.Text;

namespace Tarn.Format.Volumes;

/// <summary>
/// The name a volume is given: <c>SET-YYYYMMDDThhmmssZ-ARCHIVEID.NNNNNN.tar.zst</c> or <c>.tar.gz</c>. For people and
/// for shell globs; nothing reads it (spec/volumes.md, "Names").
/// </summary>
public static class VolumeName
{
    /// <summary>Digits of the archive's id in the name: with the time, enough to tell the runs of a store apart.</summary>
    public const int IdDigits = 12;

    /// <summary>The name of one volume.</summary>
    public static string Of(ArchiveParameters archive, int volume)
    {
        var created = archive
            .Created.ToDateTimeOffset()
            .ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var id = archive.Id.ToString()[..IdDigits];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainSetName(archive)}-{created}-{id}.{volume:D6}.{archive.Framing.Extension}"
        );
    }

    /// <summary>The set's name with everything but letters, digits, <c>.</c>, <c>_</c> and <c>-</c> replaced.</summary>
    private static string PlainSetName(ArchiveParameters archive)
    {
        var name = new StringBuilder();
        foreach (var value in archive.Set.Span)
        {
            var plain =
                char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_' or (byte)'-';
            name.Append(plain ? (char)value : '_');
        }
        // A dot at the beginning would hide the volume, and marks temporary names.
        return name[0] == '.' ? $"_{name}" : name.ToString();
    }
}
