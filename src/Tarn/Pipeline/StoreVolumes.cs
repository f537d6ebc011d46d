using System.Threading.Channels;
using Tarn.Format.Volumes;
using Tarn.Stores;

namespace Tarn.Pipeline;

/// <summary>
/// Takes volumes from the thread that lays them out and puts them into a store, one after the other, on the other
/// side of a bounded queue. A volume gets its name when all of it is written.
/// </summary>
/// <param name="archive">Names the volumes.</param>
/// <param name="store">Where they go.</param>
/// <param name="ct">Ends both sides.</param>
internal sealed class StoreVolumes(ArchiveParameters archive, IBlobSink store, CancellationToken ct)
    : IVolumeSink,
        IDisposable
{
    /// <summary>Bytes are handed over in pieces of this length: few calls, little memory.</summary>
    private const int EnoughLength = 256 << 10;

    private const int QueueLength = 16;

    private readonly Channel<Step> _queue = Channel.CreateBounded<Step>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, SingleWriter = true }
    );

    private PooledBuffer _bytes = new();
    private int _volume;
    private long _storedBytes;

    /// <summary>What the store side is to do: append bytes to a volume, then perhaps complete it.</summary>
    private readonly record struct Step(int Volume, PooledBuffer Bytes, bool IsLastOfVolume);

    /// <summary>Volumes begun.</summary>
    public int Volumes => _volume;

    /// <summary>Bytes handed over by now.</summary>
    public long StoredBytes => Interlocked.Read(ref _storedBytes);

    /// <inheritdoc/>
    public void Begin(int volume) => _volume = volume;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, EnoughLength - _bytes.Length)];
            part.CopyTo(_bytes.GetSpan(part.Length));
            _bytes.Advance(part.Length);
            bytes = bytes[part.Length..];
            if (_bytes.Length == EnoughLength)
            {
                HandOver(isLastOfVolume: false);
            }
        }
    }

    /// <inheritdoc/>
    public void Complete(bool isLast) => HandOver(isLastOfVolume: true);

    /// <summary>No more volumes come.</summary>
    public void End() => _queue.Writer.Complete();

    /// <summary>The store's side: runs until <see cref="End"/>. A volume cut off by a failure leaves nothing.</summary>
    public async Task PutAsync()
    {
        IBlobWriter? blob = null;
        try
        {
            await foreach (var step in _queue.Reader.ReadAllAsync(ct))
            {
                using (step.Bytes)
                {
                    blob ??= await store.CreateAsync(VolumeName.Of(archive, step.Volume), ct);
                    await blob.WriteAsync(step.Bytes.Memory, ct);
                }
                if (step.IsLastOfVolume)
                {
                    await blob.CommitAsync(ct);
                    await blob.DisposeAsync();
                    blob = null;
                }
            }
        }
        finally
        {
            if (blob is not null)
            {
                await blob.DisposeAsync();
            }
        }
    }

    /// <summary>Gives back what a failure left on the way; neither side may be running.</summary>
    public void Dispose()
    {
        _bytes.Dispose();
        while (_queue.Reader.TryRead(out var step))
        {
            step.Bytes.Dispose();
        }
    }

    private void HandOver(bool isLastOfVolume)
    {
        Interlocked.Add(ref _storedBytes, _bytes.Length);
        _queue.Writer.WriteBlocking(new Step(_volume, _bytes, isLastOfVolume), ct);
        _bytes = new PooledBuffer();
    }
}
