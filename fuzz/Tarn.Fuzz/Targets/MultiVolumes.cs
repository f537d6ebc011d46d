using System.IO.Hashing;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Format.Tar;
using Tarn.Format.Tar.MultiVolume;
using Tarn.Fuzz.Seeds;

namespace Tarn.Fuzz.Targets;

/// <summary>GNU multi-volume archives: volumes that are joined and looked through, and tar streams that are cut.</summary>
internal sealed class MultiVolumes : ITarget
{
    private const int LongestRead = 3000;

    /// <inheritdoc/>
    public string Name => "multi-volume";

    /// <inheritdoc/>
    public string Parses =>
        "volumes of GNU tar, all as long as the first byte says, and tar streams to be cut into some";

    /// <summary>Readers and writers, each with the extended headers that a block can announce, and a record.</summary>
    public long Allowance => 32L << 20;

    /// <inheritdoc/>
    public IEnumerable<byte[]> Seeds =>
        [
            .. from options in AllOptions select WithLength(Cut(SmallTar.WithFileOf(30_000), options)!),
            [0, .. SmallTar.WithFileOf(700)],
        ];

    private static IEnumerable<MultiVolumeOptions> AllOptions =>
        from format in (MultiVolumeFormat[])[MultiVolumeFormat.Gnu, MultiVolumeFormat.Pax]
        from label in (string[])["", "set"]
        select new MultiVolumeOptions
        {
            VolumeLength = MultiVolumeOptions.MinVolumeLength,
            Format = format,
            Label = ByteString.FromText(label),
        };

    /// <inheritdoc/>
    public void Check(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }
        var length = TarBlock.Size * (1 + input[0]);
        foreach (var bytes in (byte[][])[input[1..], Mending.Headers(input.AsSpan(1))])
        {
            var volumes = bytes.Chunk(length).ToList();
            CheckJoining(volumes);
            volumes.ForEach(CheckScan);
            foreach (var options in AllOptions)
            {
                CheckCutting(bytes, options);
            }
        }
    }

    private static byte[] WithLength(IEnumerable<byte[]> volumes) =>
        [
            (byte)((MultiVolumeOptions.MinVolumeLength / TarBlock.Size) - 1),
            .. volumes.SelectMany(volume => volume),
        ];

    /// <summary>However much is read at a time, the same comes out.</summary>
    private static void CheckJoining(List<byte[]> volumes)
    {
        var tar = Join(volumes, () => int.MaxValue, out var defect);
        var dice = new Dice(XxHash3.HashToUInt64(tar));
        var again = Join(volumes, () => 1 + dice.Below(LongestRead), out var defectAgain);
        Promise.That(
            defect == defectAgain && tar.AsSpan().SequenceEqual(again),
            "volumes that are read in pieces are read as those that are not"
        );
        Promise.That(
            tar.Length <= volumes.Sum(volume => (long)volume.Length),
            "no more comes out than is in"
        );
        if (defect == Defect.None)
        {
            new TarDecoder(new TarEvents()).Push(tar);
        }
    }

    private static byte[] Join(List<byte[]> volumes, Func<int> most, out Defect defect)
    {
        using var reader = new MultiVolumeReader(number =>
            number <= volumes.Count ? new MemoryStream(volumes[number - 1]) : null
        );
        using var tar = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = reader.Read(buffer, 0, Math.Min(most(), buffer.Length))) > 0; )
            {
                tar.Write(buffer, 0, count);
            }
            defect = Defect.None;
        }
        catch (CorruptArchiveException failure)
        {
            Promise.That(failure.Defect != Defect.None, "a failure says what is wrong");
            defect = failure.Defect;
        }
        return tar.ToArray();
    }

    private static void CheckScan(byte[] volume)
    {
        try
        {
            foreach (var part in new VolumeScan(new MemoryStream(volume)).ReadParts())
            {
                Promise.That(
                    part.Length >= 0 && part.Length <= volume.Length,
                    "a part is no longer than its volume"
                );
            }
        }
        catch (CorruptArchiveException failure)
        {
            Promise.That(failure.Defect != Defect.None, "a failure says what is wrong");
        }
    }

    /// <summary>What can be cut comes back as it was.</summary>
    private static void CheckCutting(byte[] tar, MultiVolumeOptions options)
    {
        if (Cut(tar, options) is not { } volumes)
        {
            return;
        }
        Promise.That(volumes.All(volume => volume.Length <= options.VolumeLength), "no volume is too long");
        var joined = Join(volumes, () => int.MaxValue, out var defect);
        Promise.That(
            defect == Defect.None && tar.AsSpan().StartsWith(joined),
            "a stream that was cut comes back as it was"
        );
    }

    /// <summary>The volumes of a tar stream; null if it is none, or has a name that they cannot hold.</summary>
    private static List<byte[]>? Cut(byte[] tar, MultiVolumeOptions options)
    {
        var volumes = new List<MemoryStream>();
        using var writer = new MultiVolumeWriter(
            options,
            number =>
            {
                Promise.That(number == volumes.Count + 1, "volumes are asked for in their order");
                volumes.Add(new MemoryStream());
                return volumes[^1];
            }
        );
        try
        {
            writer.Write(tar);
            writer.Complete();
            return volumes.ConvertAll(volume => volume.ToArray());
        }
        catch (Exception failure)
            when (failure is CorruptArchiveException or VolumesTooShortException or InvalidOperationException)
        {
            return null;
        }
    }
}
