namespace Tarn.Stores.Wrappers;

/// <summary>Counts what is written to a writer, which it owns.</summary>
internal sealed class CountingBlobWriter(IBlobWriter writer, StoreCounts counts) : IBlobWriter
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        counts.AddWrite(bytes.Length);
        return writer.WriteAsync(bytes, ct);
    }

    public async ValueTask CommitAsync(CancellationToken ct)
    {
        await writer.CommitAsync(ct);
        counts.AddCommit();
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
