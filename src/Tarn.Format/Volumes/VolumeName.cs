using System.Globalization;
using System.Text;
using Tarn.Format.Bytes;

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
            $"{PlainSetName(archive.Set)}-{created}-{id}.{volume:D6}.{archive.Framing.Extension}"
        );
    }

    /// <summary>
    /// Whether <see cref="Of"/> can have given this name to a volume of the set: for what was never finished, in which
    /// there may be nothing yet to tell by.
    /// </summary>
    public static bool IsOfSet(string name, ByteString set)
    {
        // A zero stands for any digit.
        const string form = "-00000000T000000Z-000000000000.000000.tar.";
        var plain = PlainSetName(set);
        var behind = name.StartsWith(plain, StringComparison.Ordinal) ? name[plain.Length..] : "";
        return behind.Length > form.Length
            && (behind[form.Length..] is "zst" or "gz")
            && form.Zip(behind).All(pair => IsAsIn(pair.First, pair.Second));

        static bool IsAsIn(char form, char letter) =>
            form == '0' ? char.IsAsciiHexDigitLower(letter) : letter == form;
    }

    /// <summary>The set's name with everything but letters, digits, <c>.</c>, <c>_</c> and <c>-</c> replaced.</summary>
    private static string PlainSetName(ByteString set)
    {
        var name = new StringBuilder();
        foreach (var value in set.Span)
        {
            var plain =
                char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_' or (byte)'-';
            name.Append(plain ? (char)value : '_');
        }
        // A dot at the beginning would hide the volume, and marks temporary names.
        return name[0] == '.' ? $"_{name}" : name.ToString();
    }
}
