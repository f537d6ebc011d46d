using System.Runtime.CompilerServices;
using Tarn.Format.Segments;
using Tarn.Reading;
using Tarn.Stores;
using Xunit;

namespace Tarn.Tests.Operations;

/// <summary>Every segment of every volume of a store.</summary>
internal static class StoredSegments
{
    public static async IAsyncEnumerable<(string Blob, Marker Marker, long Offset)> ReadAsync(
        IStore store,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var probe = new VolumeProbe(store);
        await foreach (var blob in store.ListAsync(ct))
        {
            var volume = await probe.ReadAsync(blob, ct);
            Assert.NotNull(volume);
            await using var reader = new SegmentReader(volume, await store.OpenAsync(blob.Name, ct));
            for (long offset = volume.Framing.Prologue.Length; offset < blob.Length; )
            {
                var segment = await reader.ReadAsync(offset, ct);
                yield return (blob.Name, segment.Marker, offset);
                offset += segment.Marker.StoredLength;
            }
        }
    }
}
