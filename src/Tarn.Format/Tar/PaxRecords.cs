using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Tarn.Format.Bytes;
using Tarn.Format.Model;

namespace Tarn.Format.Tar;

/// <summary>
/// The records of a pax extended header: <c>LENGTH KEYWORD=VALUE\n</c>, where LENGTH counts the whole record in
/// decimal, itself included (POSIX.1-2017, pax, "pax Extended Header").
/// </summary>
internal static class PaxRecords
{
    /// <summary>Most records in one extended header that are accepted.</summary>
    public const int MaxRecords = 10_000;

    /// <summary>Longest number as text that is accepted, characters.</summary>
    public const int MaxNumberLength = 64;

    /// <summary>
    /// Whether every reader takes a name from a record as it is: bsdtar translates what is not ASCII, and .NET stops at a
    /// line feed.
    /// </summary>
    public static bool CanHold(ReadOnlySpan<byte> name) => Ascii.IsValid(name) && !name.Contains((byte)'\n');

    /// <summary>Appends one record.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        var length = LengthOf(keyword.Length, value.Length);
        var record = output.GetSpan(length);
        Utf8Formatter.TryFormat(length, record, out var at);
        record[at++] = (byte)' ';
        keyword.CopyTo(record[at..]);
        at += keyword.Length;
        record[at++] = (byte)'=';
        value.CopyTo(record[at..]);
        record[at + value.Length] = (byte)'\n';
        output.Advance(length);
    }

    /// <summary>Appends one record whose value is a whole number.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> keyword, long value)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out var length);
        Write(output, keyword, text[..length]);
    }

    /// <summary>Appends one record whose value is a time: decimal seconds, no zeros at the end of the fraction.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> keyword, UnixTime value)
    {
        Span<byte> text = stackalloc byte[32];
        Write(output, keyword, text[..PaxTime.Format(value, text)]);
    }

    /// <summary>Reads all records of one extended header, in their order, up to the first that cannot be read.</summary>
    public static Defect ReadAll(ReadOnlySpan<byte> records, TakeRecord take)
    {
        for (var count = 0; !records.IsEmpty; count++)
        {
            if (count == MaxRecords)
            {
                return Defect.OverLimit;
            }
            if (!TryRead(ref records, out var keyword, out var value, out var defect))
            {
                return defect;
            }
            if (!take(keyword, value))
            {
                return Defect.BadField;
            }
        }
        return Defect.None;
    }

    /// <summary>Takes the first record off <paramref name="rest"/>.</summary>
    public static bool TryRead(
        ref ReadOnlySpan<byte> rest,
        out ReadOnlySpan<byte> keyword,
        out ReadOnlySpan<byte> value,
        out Defect defect
    )
    {
        keyword = value = default;
        defect = Defect.BadField;
        var space = rest.IndexOf((byte)' ');
        if (
            space is <= 0 or > MaxNumberLength
            || !Utf8Parser.TryParse(rest[..space], out int length, out var digits)
            || digits != space
            || length <= space + 1
            || length > rest.Length
            || rest[length - 1] != (byte)'\n'
        )
        {
            return false;
        }
        var record = rest[(space + 1)..(length - 1)];
        var equals = record.IndexOf((byte)'=');
        if (equals <= 0)
        {
            return false;
        }
        keyword = record[..equals];
        value = record[(equals + 1)..];
        rest = rest[length..];
        defect = Defect.None;
        return true;
    }

    /// <summary>Reads a whole number from 0 to <paramref name="largest"/>.</summary>
    /// <param name="text">The number.</param>
    /// <param name="number">What it is; null if it is none.</param>
    /// <param name="largest">The largest that is accepted.</param>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, out long? number, long largest = long.MaxValue)
    {
        var isNumber =
            Utf8Parser.TryParse(text, out long value, out var read)
            && read == text.Length
            && value >= 0
            && value <= largest;
        number = isNumber ? value : null;
        return isNumber;
    }

    /// <summary>Bytes of a record, whose own digits count as well.</summary>
    public static int LengthOf(int keywordLength, int valueLength)
    {
        var withoutDigits = keywordLength + valueLength + " =\n".Length;
        var length = withoutDigits + 1;
        while (length != withoutDigits + Digits(length))
        {
            length = withoutDigits + Digits(length);
        }
        return length;

        static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);
    }
}
