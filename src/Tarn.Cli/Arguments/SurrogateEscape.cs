using System.Buffers;
using System.Text;
using Tarn.Format.Bytes;

namespace Tarn.Cli.Arguments;

/// <summary>
/// Bytes as text and back without loss: each byte that is not part of well-formed UTF-8 becomes the lone surrogate
/// U+DC00 + byte, which no well-formed text holds (PEP 383).
/// </summary>
internal static class SurrogateEscape
{
    private const int Base = 0xDC00;

    /// <summary>The text that stands for <paramref name="bytes"/>.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.Done)
            {
                text.Append(rune);
            }
            else
            {
                foreach (var value in bytes[..length])
                {
                    text.Append((char)(Base + value));
                }
            }
            bytes = bytes[length..];
        }
        return text.ToString();
    }

    /// <summary>The bytes that <paramref name="text"/> stands for.</summary>
    public static ByteString Encode(string text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length + 1);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (status != OperationStatus.Done && rest[0] is >= '\uDC80' and <= '\uDCFF')
            {
                bytes.GetSpan(1)[0] = (byte)(rest[0] - Base);
                bytes.Advance(1);
            }
            else
            {
                // Half a surrogate pair of another origin becomes U+FFFD, as everywhere in .NET.
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
            }
            rest = rest[length..];
        }
        return new ByteString(bytes.WrittenSpan);
    }

    /// <summary>Whether <paramref name="text"/> stands for bytes that are not UTF-8.</summary>
    public static bool IsNeeded(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return true;
            }
            rest = rest[length..];
        }
        return false;
    }
}
