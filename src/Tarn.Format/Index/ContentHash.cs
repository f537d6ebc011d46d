using System.IO.Hashing;
using System.Security.Cryptography;
using Tarn.Format.Bytes;

namespace Tarn.Format.Index;

/// <summary>The hash of a file's content. <c>default</c> means that there is none.</summary>
/// <param name="Algorithm">What made it.</param>
/// <param name="Value">Its bytes: 16 or 32; none for <see cref="HashAlgorithm.None"/>.</param>
public readonly record struct ContentHash(HashAlgorithm Algorithm, ByteString Value)
{
    private const int LongestHash = SHA256.HashSizeInBytes;

    /// <summary>The hash of <paramref name="content"/>, in one step.</summary>
    public static ContentHash Of(HashAlgorithm algorithm, ReadOnlySpan<byte> content)
    {
        Span<byte> value = stackalloc byte[LongestHash];
        var length = algorithm switch
        {
            HashAlgorithm.Xxh128 => XxHash128.Hash(content, value),
            HashAlgorithm.Sha256 => SHA256.HashData(content, value),
            _ => 0,
        };
        return new ContentHash(algorithm, new ByteString(value[..length]));
    }

    /// <summary><c>xxh128:</c> or <c>sha256:</c> and lower-case hex digits; empty if there is none.</summary>
    public override string ToString() =>
        Algorithm == HashAlgorithm.None ? "" : NameOf(Algorithm) + ":" + Convert.ToHexStringLower(Value.Span);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out ContentHash hash)
    {
        hash = default;
        foreach (var (algorithm, length) in Lengths)
        {
            var prefix = NameOf(algorithm) + ":";
            if (
                text.StartsWith(prefix, StringComparison.Ordinal)
                && text.Length == prefix.Length + (2 * length)
            )
            {
                Span<byte> value = stackalloc byte[LongestHash];
                var status = Convert.FromHexString(text.AsSpan(prefix.Length), value, out _, out var written);
                hash = new ContentHash(algorithm, new ByteString(value[..written]));
                return status == System.Buffers.OperationStatus.Done;
            }
        }
        return false;
    }

    private static ReadOnlySpan<(HashAlgorithm, int)> Lengths =>
        new[] { (HashAlgorithm.Xxh128, 16), (HashAlgorithm.Sha256, SHA256.HashSizeInBytes) };

    private static string NameOf(HashAlgorithm algorithm) =>
        algorithm == HashAlgorithm.Sha256 ? "sha256" : "xxh128";
}
