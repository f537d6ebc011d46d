using System.Globalization;
using System.Text;

namespace Tarn.Tests.Format.Vectors;

/// <summary>Bytes as people write them (vectors/README.md): hex, <c>"text"</c> or <c>'text'</c>, and <c>00*12</c> for twelve zeros.</summary>
internal static class VectorBytes
{
    private const int LineLength = 96;
    private const int ShortestRun = 4;
    private const int LongRun = 24;

    public static byte[] Parse(IEnumerable<string> lines)
    {
        var bytes = new List<byte>();
        foreach (var line in lines)
        {
            for (var rest = line.Trim(); rest.Length > 0; rest = rest.TrimStart())
            {
                rest = rest[0] is '"' or '\'' ? TakeText(rest, bytes) : TakeHex(rest, bytes);
            }
        }
        return [.. bytes];
    }

    public static IEnumerable<string> Format(byte[] bytes)
    {
        var line = new StringBuilder();
        for (var at = 0; at < bytes.Length; )
        {
            var token = NextToken(bytes, ref at, LineLength - 4);
            if (line.Length + token.Length >= LineLength)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length == 0 ? "" : " ").Append(token);
        }
        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    private static string TakeText(string rest, List<byte> bytes)
    {
        var end = rest.IndexOf(rest[0], 1);
        bytes.AddRange(Encoding.ASCII.GetBytes(rest[1..end]));
        return rest[(end + 1)..];
    }

    private static string TakeHex(string rest, List<byte> bytes)
    {
        var end = rest.IndexOf(' ', StringComparison.Ordinal);
        var token = end < 0 ? rest : rest[..end];
        var star = token.IndexOf('*', StringComparison.Ordinal);
        var value = Convert.FromHexString(star < 0 ? token : token[..star]);
        var times = star < 0 ? 1 : int.Parse(token[(star + 1)..], CultureInfo.InvariantCulture);
        for (var i = 0; i < times; i++)
        {
            bytes.AddRange(value);
        }
        return end < 0 ? "" : rest[(end + 1)..];
    }

    private static string NextToken(byte[] bytes, ref int at, int longest)
    {
        var value = bytes[at];
        var same = Count(bytes.AsSpan(at), each => each == value);
        var text = Math.Min(longest, Count(bytes.AsSpan(at), IsPlain));
        if (same >= LongRun || (same >= ShortestRun && text < ShortestRun))
        {
            at += same;
            return $"{value:X2}*{same}";
        }
        if (text >= ShortestRun)
        {
            var found = Encoding.ASCII.GetString(bytes, at, text);
            at += text;
            return found.Contains('"', StringComparison.Ordinal) ? $"'{found}'" : $"\"{found}\"";
        }
        at++;
        return $"{value:X2}";
    }

    private static bool IsPlain(byte value) => value is >= 0x20 and < 0x7F and not (byte)'\'';

    private static int Count(ReadOnlySpan<byte> bytes, Func<byte, bool> belongs)
    {
        var count = 0;
        while (count < bytes.Length && belongs(bytes[count]))
        {
            count++;
        }
        return count;
    }
}
