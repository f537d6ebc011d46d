using Tarn.Results;
using Tarn.Stores;

namespace Tarn.Scanning;

/// <summary>
/// An input whose unreadable places read as zeros, in which no segment begins, and are reported: a failing disk must not cost
/// what is left of it. Owns <paramref name="inner"/>.
/// </summary>
/// <param name="inner">The input.</param>
/// <param name="name">What it is called, for people.</param>
/// <param name="journal">Hears of the places.</param>
internal sealed class ForgivingBlob(IBlob inner, string name, Journal journal) : IBlob
{
    /// <summary>What is given up at once where reading fails, bytes: a sector of today's disks.</summary>
    private const int Sector = 4096;

    private long _reported;

    /// <inheritdoc/>
    public long Length => inner.Length;

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await inner.ReadAsync(offset, buffer, ct);
        }
        catch (StoreException)
        {
            return await ReadSectorsAsync(offset, buffer, ct);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<int> ReadSectorsAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        for (var done = 0; done < count; )
        {
            var length = (int)Math.Min(count - done, Sector - ((offset + done) % Sector));
            var part = buffer.Slice(done, length);
            try
            {
                await inner.ReadAsync(offset + done, part, ct);
            }
            catch (StoreException failure)
            {
                part.Span.Clear();
                Report(offset + done, length, failure);
            }
            done += length;
        }
        return count;
    }

    /// <summary>Only the beginning of a run of them, and once: what is found is read again.</summary>
    private void Report(long offset, int length, StoreException failure)
    {
        if (offset > _reported || _reported == 0)
        {
            journal.Report(
                new Problem(
                    ProblemKind.Damaged,
                    default,
                    $"'{name}' cannot be read at byte {offset}: {failure.Message}; zeros are taken for it"
                )
                {
                    Offset = offset,
                }
            );
        }
        _reported = Math.Max(_reported, offset + length);
    }
}
