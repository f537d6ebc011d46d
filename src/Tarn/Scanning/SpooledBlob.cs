using Tarn.Linux.Spill;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>What came through a pipe, kept in a temporary file so that it can be read at any place, by several at once.</summary>
public sealed class SpooledBlob : IBlob
{
    private const int MemoryLimit = 4 << 20;

    private readonly SpillStream _spool = new(MemoryLimit);
    private readonly Lock _turn = new();

    private SpooledBlob() { }

    /// <inheritdoc/>
    public long Length => _spool.Length;

    /// <summary>Reads all of <paramref name="stream"/>, which stays the caller's.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public static async Task<SpooledBlob> ReadAsync(Stream stream, CancellationToken ct)
    {
        var spooled = new SpooledBlob();
        await stream.CopyToAsync(spooled._spool, 1 << 20, ct);
        return spooled;
    }

    /// <summary>The same as an input of a scan, which may be opened many times; this one stays the caller's.</summary>
    public ScanInput ToInput(string name) => new(name, _ => ValueTask.FromResult<IBlob>(new View(this)));

    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ct.ThrowIfCancellationRequested();
        lock (_turn)
        {
            _spool.Position = offset;
            return ValueTask.FromResult(
                _spool.ReadAtLeast(buffer.Span, buffer.Length, throwOnEndOfStream: false)
            );
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _spool.DisposeAsync();

    private sealed class View(SpooledBlob spooled) : IBlob
    {
        public long Length => spooled.Length;

        public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct) =>
            spooled.ReadAsync(offset, buffer, ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
