using System.Text;
using System.Text.Json.Serialization;

namespace Tarn.Format.Bytes;

/// <summary>
/// An immutable run of bytes with the meaning of text nobody promised to be UTF-8: a link target, an owner name.
/// Compares by content. The default value is empty.
/// </summary>
[JsonConverter(typeof(EscapedBytes))]
public readonly struct ByteString : IEquatable<ByteString>
{
    private readonly byte[]? _bytes;

    /// <summary>Copies <paramref name="bytes"/>.</summary>
    public ByteString(ReadOnlySpan<byte> bytes) => _bytes = bytes.IsEmpty ? null : bytes.ToArray();

    /// <summary>The bytes themselves.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>Whether there is no byte at all.</summary>
    public bool IsEmpty => _bytes is null;

    /// <summary>Whether every byte is below 128.</summary>
    public bool IsAscii => Ascii.IsValid(Span);

    /// <summary>The UTF-8 encoding of <paramref name="text"/>.</summary>
    public static ByteString FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public bool Equals(ByteString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>Text for people: bytes that are not UTF-8 show as U+FFFD. Not reversible.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    /// <summary>Whether the two differ in any byte.</summary>
    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);
}
