using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Format.Tar;

namespace Tarn.Format.Index;

/// <summary>Hashes content that comes in pieces, one file after the other. Not thread-safe.</summary>
public sealed class ContentHasher : IDisposable
{
    private readonly HashAlgorithm _algorithm;
    private readonly XxHash128? _xxh128;
    private readonly IncrementalHash? _sha256;

    /// <summary>Makes <paramref name="algorithm"/>'s hashes.</summary>
    public ContentHasher(HashAlgorithm algorithm)
    {
        _algorithm = algorithm;
        _xxh128 = algorithm == HashAlgorithm.Xxh128 ? new XxHash128() : null;
        _sha256 =
            algorithm == HashAlgorithm.Sha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    /// <summary>
    /// Takes what is stored of <paramref name="entry"/> before its data: the map of a sparse file (spec/index.md, "Hash").
    /// </summary>
    public void Begin(Entry entry)
    {
        var map = new ArrayBufferWriter<byte>();
        TarEncoder.WriteMap(entry, map);
        Append(map.WrittenSpan);
    }

    /// <summary>Takes the next bytes of the content.</summary>
    public void Append(ReadOnlySpan<byte> content)
    {
        _xxh128?.Append(content);
        _sha256?.AppendData(content);
    }

    /// <summary>The hash of what was appended since the last call.</summary>
    public ContentHash Finish()
    {
        Span<byte> value = stackalloc byte[SHA256.HashSizeInBytes];
        var length = _xxh128?.GetHashAndReset(value) ?? _sha256?.GetHashAndReset(value) ?? 0;
        return new ContentHash(_algorithm, new ByteString(value[..length]));
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256?.Dispose();
}
