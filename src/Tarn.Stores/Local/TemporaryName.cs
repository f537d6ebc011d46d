using System.Buffers;
using System.Security.Cryptography;

namespace Tarn.Stores.Local;

/// <summary>What a blob is called while it is being written: <c>.NAME.0123456789abcdef.tmp</c>.</summary>
internal static class TemporaryName
{
    private const string End = ".tmp";
    private const int Digits = 16;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>
    /// A new one. Random, so that no two writers of one name, on whatever host, ever meet in a temporary file.
    /// </summary>
    public static string Make(string name) =>
        $".{name}.{RandomNumberGenerator.GetHexString(Digits, lowercase: true)}{End}";

    /// <summary>The name that the blob was to get; null if this is no such name.</summary>
    public static string? Parse(string temporary)
    {
        var dot = temporary.Length - End.Length - Digits - 1;
        return
            dot > 1
            && temporary[0] == '.'
            && temporary[dot] == '.'
            && temporary.EndsWith(End, StringComparison.Ordinal)
            && temporary.AsSpan(dot + 1, Digits).IndexOfAnyExcept(HexDigits) < 0
            ? temporary[1..dot]
            : null;
    }
}
