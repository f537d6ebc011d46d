using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>Volumes elsewhere than they were, or there twice.</summary>
internal static class Moves
{
    internal static DamagedArchive Nothing(StoredArchive archive, Dice dice) =>
        new VolumeCopies(archive).Note("nothing").Damaged() with
        {
            IsWhole = true,
        };

    /// <summary>Each volume has the name of another, or any; some are there twice.</summary>
    internal static DamagedArchive Rename(StoredArchive archive, Dice dice)
    {
        var names = dice.Shuffled(archive.Volumes.Select(volume => volume.Name));
        var files = archive
            .Volumes.Select(
                (volume, index) =>
                    new DamagedFile(dice.OneIn(3) ? $"any name {index}" : names[index], volume.Bytes)
            )
            .ToList();
        if (dice.OneIn(2))
        {
            files.Add(new DamagedFile("twice", dice.Of(archive.Volumes).Bytes));
        }
        return new DamagedArchive(archive, files, $"{files.Count} files renamed") { IsWhole = true };
    }

    internal static DamagedArchive Join(StoredArchive archive, Dice dice)
    {
        var isShuffled = dice.OneIn(2);
        IEnumerable<StoredVolume> volumes = isShuffled ? dice.Shuffled(archive.Volumes) : archive.Volumes;
        return new DamagedArchive(
            archive,
            [new DamagedFile("joined", [.. volumes.SelectMany(volume => volume.Bytes)])],
            isShuffled ? "joined, shuffled" : "joined"
        )
        {
            IsStore = false,
            IsWhole = true,
        };
    }

    internal static DamagedArchive Copies(StoredArchive archive, Dice dice)
    {
        DamagedArchive[] copies =
        [
            Edits.FlipBits(archive, dice, 1 + dice.Below(8)),
            dice.Below(3) switch
            {
                0 => Edits.Zero(archive, dice, dice.Spread(4 << 10, 1 << 20)),
                1 => Edits.Delete(archive, dice, dice.Spread(1, 100_000)),
                _ => Edits.Truncate(archive, dice),
            },
        ];
        return new DamagedArchive(
            archive,
            [
                .. copies.SelectMany(
                    (copy, index) =>
                        copy.Files.Select(file => file with { Name = $"copy{index}/{file.Name}" })
                ),
            ],
            string.Join("; ", copies.Select(copy => copy.What))
        )
        {
            IsStore = false,
        };
    }
}
