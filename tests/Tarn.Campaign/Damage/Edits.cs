using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>Damage to bytes of volumes that all stay.</summary>
internal static class Edits
{
    private const int Sector = 4 << 10;

    internal static DamagedArchive FlipBits(StoredArchive archive, Dice dice, int count)
    {
        var copy = new VolumeCopies(archive);
        for (; count > 0; count--)
        {
            var place = dice.PlaceIn(archive);
            copy[place.Volume][place.Offset] ^= (byte)(1 << dice.Below(8));
            copy.Note($"bit at {place.Volume}:{place.Offset}");
        }
        return copy.Damaged();
    }

    internal static DamagedArchive ZeroSector(StoredArchive archive, Dice dice) =>
        Zero(archive, dice, Sector);

    internal static DamagedArchive NoiseSector(StoredArchive archive, Dice dice) =>
        Overwrite(archive, dice, dice.Bytes(Sector));

    internal static DamagedArchive Zero(StoredArchive archive, Dice dice, int length) =>
        Overwrite(archive, dice, new byte[length]);

    internal static DamagedArchive Delete(StoredArchive archive, Dice dice, int length)
    {
        var copy = new VolumeCopies(archive);
        var (volume, offset) = dice.PlaceIn(archive);
        var bytes = copy[volume];
        var end = Math.Min(offset + length, bytes.Length);
        copy[volume] = [.. bytes.AsSpan(0, offset), .. bytes.AsSpan(end)];
        return copy.Note($"{end - offset} bytes removed at {volume}:{offset}").Damaged();
    }

    internal static DamagedArchive Insert(StoredArchive archive, Dice dice, int length)
    {
        var copy = new VolumeCopies(archive);
        var (volume, offset) = dice.PlaceIn(archive);
        var bytes = copy[volume];
        copy[volume] = [.. bytes.AsSpan(0, offset), .. dice.Bytes(length), .. bytes.AsSpan(offset)];
        return copy.Note($"{length} bytes put in at {volume}:{offset}").Damaged();
    }

    internal static DamagedArchive Truncate(StoredArchive archive, Dice dice)
    {
        var copy = new VolumeCopies(archive);
        var (volume, offset) = dice.PlaceIn(archive);
        copy[volume] = copy[volume][..offset];
        return copy.Note($"cut off at {volume}:{offset}").Damaged();
    }

    internal static DamagedArchive Empty(StoredArchive archive, Dice dice)
    {
        var copy = new VolumeCopies(archive);
        var volume = dice.Of(archive.Volumes).Number;
        copy[volume] = [];
        return copy.Note($"volume {volume} emptied").Damaged();
    }

    /// <summary>Over whole sectors, as far as the volume reaches.</summary>
    private static DamagedArchive Overwrite(StoredArchive archive, Dice dice, byte[] bytes)
    {
        var copy = new VolumeCopies(archive);
        var (volume, offset) = dice.PlaceIn(archive);
        var begin = offset / Sector * Sector;
        var room = copy[volume].AsSpan(begin);
        bytes.AsSpan(0, Math.Min(bytes.Length, room.Length)).CopyTo(room);
        return copy.Note($"{bytes.Length} bytes overwritten at {volume}:{begin}").Damaged();
    }
}
