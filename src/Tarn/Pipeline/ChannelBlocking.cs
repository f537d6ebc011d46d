using System.Threading.Channels;

namespace Tarn.Pipeline;

/// <summary>Channels for stages that have a thread of their own and may block it.</summary>
internal static class ChannelBlocking
{
    /// <summary>Writes, waiting for room.</summary>
    public static void WriteBlocking<T>(this ChannelWriter<T> writer, T item, CancellationToken ct)
    {
        if (!writer.TryWrite(item))
        {
            writer.WriteAsync(item, ct).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Everything until the channel is completed and empty, waiting for more.</summary>
    public static IEnumerable<T> ReadAllBlocking<T>(this ChannelReader<T> reader, CancellationToken ct)
    {
        do
        {
            while (reader.TryRead(out var item))
            {
                ct.ThrowIfCancellationRequested();
                yield return item;
            }
        } while (reader.WaitToReadAsync(ct).AsTask().GetAwaiter().GetResult());
    }
}
