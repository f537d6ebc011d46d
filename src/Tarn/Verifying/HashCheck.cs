using System.Security.Cryptography;
using Tarn.Format.Bytes;
using Tarn.Results;
using Tarn.Sets;
using Tarn.Stores;

namespace Tarn.Verifying;

/// <summary>Compares the SHA-256 of volumes with what their ends state, without decoding anything.</summary>
/// <param name="store">Where the volumes are.</param>
/// <param name="journal">Hears what is amiss, and how far it is.</param>
internal sealed class HashCheck(IStore store, Journal journal)
{
    private const int BlockSize = 1 << 20;

    private long _read;

    /// <summary>Checks the volumes that have a readable end.</summary>
    /// <returns>Bytes read.</returns>
    public async Task<long> RunAsync(ArchiveListing archive, CancellationToken ct)
    {
        var block = new byte[BlockSize];
        foreach (var volume in archive.Volumes.Where(volume => volume.End is not null))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var blob = await store.OpenAsync(volume.Name, ct);
            for (var offset = 0L; offset < volume.End!.Offset; )
            {
                var wanted = (int)Math.Min(block.Length, volume.End.Offset - offset);
                var count = await blob.ReadAsync(offset, block.AsMemory(0, wanted), ct);
                if (count == 0)
                {
                    break;
                }
                hash.AppendData(block, 0, count);
                offset += count;
                _read += count;
                journal.Report(new Progress(0, 0, _read, default));
            }
            if (new ByteString(hash.GetHashAndReset()) != volume.End.Sha256)
            {
                Report(volume, journal);
            }
        }
        return _read;
    }

    /// <summary>Says that a volume's hash is wrong.</summary>
    public static void Report(VolumeListing volume, Journal journal) =>
        journal.Report(
            new Problem(
                ProblemKind.Damaged,
                default,
                $"volume {volume.Number} ({volume.Name}): its SHA-256 is not the one that its end states"
            )
            {
                Volume = volume.Number,
            }
        );
}
