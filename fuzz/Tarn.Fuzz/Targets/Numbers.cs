using Tarn.Format.Tar;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>Number fields of headers.</summary>
internal sealed class Numbers : ITarget
{
    /// <inheritdoc/>
    public string Name => "numbers";

    /// <inheritdoc/>
    public string Parses => "number fields of tar headers, of 8 and of 12 bytes; numbers of pax records";

    /// <inheritdoc/>
    public long Allowance => 1 << 16;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds => [.. VectorSeeds.Of("number"), "7777777777777777777777"u8.ToArray()];

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        CheckField(input);
        CheckField(input[..Math.Min(UstarHeader.IdWidth, input.Length)]);
        CheckField(input[..Math.Min(UstarHeader.SizeWidth, input.Length)]);
        PaxRecords.TryReadNumber(input, out _);
        var isOctal = NumberField.TryRead(input, out var octal) && (input.Length == 0 || input[0] < 0x80);
        Promise.That(!isOctal || octal >= 0, "octal digits are no negative number");
    }

    private static void CheckField(byte[] field)
    {
        if (!NumberField.TryRead(field, out var value) || value < 0 || field.Length < UstarHeader.IdWidth)
        {
            return;
        }
        if (field.Length > UstarHeader.SizeWidth)
        {
            return;
        }
        var written = new byte[field.Length];
        if (value >> Math.Min(62, (8 * field.Length) - 2) == 0)
        {
            NumberField.Write(written, value);
            Promise.That(
                NumberField.TryRead(written, out var again) && again == value,
                $"{value} is read as {again} when it is written again"
            );
        }
    }
}
