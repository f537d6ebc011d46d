using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tarn.Cli.Render;

/// <summary>Text that cannot drive a terminal: control characters and bytes that are not UTF-8 show as <c>\xHH</c>.</summary>
internal static class Printable
{
    /// <summary>A name for showing.</summary>
    public static string Of(ReadOnlySpan<byte> name)
    {
        var shown = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(name, out var rune, out var length);
            if (status == OperationStatus.Done && !Rune.IsControl(rune))
            {
                shown.Append(rune);
            }
            else
            {
                foreach (var value in name[..length])
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }
            name = name[length..];
        }
        return shown.ToString();
    }

    /// <summary>A message for showing.</summary>
    public static string Of(string message) => Of(Encoding.UTF8.GetBytes(message));
}
