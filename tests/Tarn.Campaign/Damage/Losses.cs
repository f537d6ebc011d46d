using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>Damage that takes whole volumes, or a part of every one.</summary>
internal static class Losses
{
    /// <summary>First and last sector of a volume: its start, and its end.</summary>
    private const int Sector = 4 << 10;

    internal static DamagedArchive Drop(StoredArchive archive, Dice dice)
    {
        var volume = dice.Of(archive.Volumes).Number;
        return new VolumeCopies(archive).Remove(volume).Note($"volume {volume} removed").Damaged();
    }

    internal static DamagedArchive KeepOne(StoredArchive archive, Dice dice)
    {
        var kept = dice.Of(archive.Volumes).Number;
        var copy = new VolumeCopies(archive);
        foreach (var volume in archive.Volumes.Where(volume => volume.Number != kept))
        {
            copy.Remove(volume.Number);
        }
        return copy.Note($"all but volume {kept} removed").Damaged() with
        {
            IsWhole = archive.Volumes.Count == 1,
        };
    }

    internal static DamagedArchive Heads(StoredArchive archive, Dice dice)
    {
        var spared = dice.Of(archive.Volumes).Number;
        var copy = new VolumeCopies(archive);
        foreach (var volume in archive.Volumes)
        {
            var bytes = copy[volume.Number];
            if (volume.Number != spared)
            {
                bytes.AsSpan(0, Sector).Clear();
            }
            copy[volume.Number] = bytes[..^Sector];
        }
        return copy.Note($"all heads but that of volume {spared} zeroed, all ends removed").Damaged();
    }

    internal static DamagedArchive Fragment(StoredArchive archive, Dice dice)
    {
        var volume = dice.Of(archive.Volumes);
        var quarter = volume.Bytes.Length / 4;
        var begin = dice.Below(volume.Bytes.Length - quarter);
        var copy = new VolumeCopies(archive);
        foreach (var other in archive.Volumes.Where(other => other != volume))
        {
            copy.Remove(other.Number);
        }
        copy[volume.Number] = volume.Bytes[begin..(begin + quarter)];
        return copy.Note($"only {quarter} bytes at {volume.Number}:{begin}").Damaged() with
        {
            IsStore = false,
        };
    }
}
