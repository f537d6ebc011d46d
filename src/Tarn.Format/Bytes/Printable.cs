using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tarn.Format.Bytes;

/// <summary>Text that cannot drive a terminal: control characters and bytes that are not UTF-8 show as <c>\xHH</c>.</summary>
public static class Printable
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

    /// <summary>A name inside a message, in single quotes.</summary>
    public static string Quoted(ByteString name) => $"'{Of(name.Span)}'";

    /// <summary>An entry's path inside a message, in single quotes, with the slash that names in archives do not have.</summary>
    public static string Quoted(UnixPath path) => $"'/{Of(path.Span)}'";
}
