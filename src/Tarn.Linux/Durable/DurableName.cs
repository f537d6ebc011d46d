using System.Text;

namespace Tarn.Linux.Durable;

/// <summary>The names of files in a <see cref="DurableDirectory"/>: text, one component.</summary>
internal static class DurableName
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The bytes of the name of a file that is complete.</summary>
    internal static byte[] OfFinal(string name)
    {
        var bytes = Encode(name);
        return bytes[0] != (byte)'.'
            ? bytes
            : throw new ArgumentException(
                $"The name '{name}' begins with a dot, so it would not be listed.",
                nameof(name)
            );
    }

    /// <summary>The bytes of the name of a file that is being written.</summary>
    internal static byte[] OfTemporary(string name)
    {
        var bytes = Encode(name);
        return bytes[0] == (byte)'.' && name is not ("." or "..")
            ? bytes
            : throw new ArgumentException(
                $"The temporary name '{name}' does not begin with a dot.",
                nameof(name)
            );
    }

    /// <summary>The bytes of either kind of name.</summary>
    internal static byte[] OfAny(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith('.') ? OfTemporary(name) : OfFinal(name);
    }

    /// <summary>The text of a name found in the directory; null if it is not one of ours.</summary>
    internal static string? Decode(ReadOnlySpan<byte> name)
    {
        try
        {
            return Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Encode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || name.AsSpan().ContainsAny('/', '\0'))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a file: it is empty or has a slash or NUL.",
                nameof(name)
            );
        }
        return Strict.GetBytes(name);
    }
}
