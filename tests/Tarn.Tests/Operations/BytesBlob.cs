using Tarn.Scanning;
using Tarn.Stores;

namespace Tarn.Tests.Operations;

/// <summary>Bytes in memory as a blob.</summary>
internal sealed class BytesBlob(byte[] bytes) : IBlob
{
    public long Length => bytes.Length;

    /// <summary>A byte that cannot be read; none if negative.</summary>
    public long Bad { get; init; } = -1;

    /// <summary>The same as an input of a scan.</summary>
    public static ScanInput ToInput(string name, byte[] bytes) =>
        new(name, _ => ValueTask.FromResult<IBlob>(new BytesBlob(bytes)));

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        if (Bad >= offset && Bad < offset + buffer.Length)
        {
            throw new StoreException("bad", "a sector cannot be read");
        }
        var count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer.Span);
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
