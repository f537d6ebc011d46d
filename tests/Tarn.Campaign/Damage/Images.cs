using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>Volumes embedded in an image of random bytes, as on a disk whose directories are lost.</summary>
internal static class Images
{
    internal static DamagedArchive InOrder(StoredArchive archive, Dice dice, int size) =>
        new(
            archive,
            [Embed([.. archive.Volumes.Select(volume => volume.Bytes)], dice, size)],
            "embedded in order"
        )
        {
            IsStore = false,
            IsWhole = true,
        };

    internal static DamagedArchive Shuffled(StoredArchive archive, Dice dice, int size) =>
        new(
            archive,
            [Embed(dice.Shuffled(archive.Volumes.Select(volume => volume.Bytes)), dice, size)],
            "embedded, shuffled"
        )
        {
            IsStore = false,
            IsWhole = true,
        };

    internal static DamagedArchive WithOneMissing(StoredArchive archive, Dice dice, int size)
    {
        var missing = dice.Of(archive.Volumes);
        var others = archive.Volumes.Where(volume => volume != missing).Select(volume => volume.Bytes);
        return new DamagedArchive(
            archive,
            [Embed(dice.Shuffled(others), dice, size)],
            $"embedded, shuffled, without volume {missing.Number}"
        )
        {
            IsStore = false,
            Gone = new HashSet<int> { missing.Number },
        };
    }

    internal static DamagedArchive Pieces(StoredArchive archive, Dice dice, int size)
    {
        var pieces = new List<byte[]>();
        foreach (var volume in archive.Volumes)
        {
            var begin = 0;
            for (var cuts = dice.Below(4); cuts > 0; cuts--)
            {
                var end = begin + dice.Below(volume.Bytes.Length - begin);
                pieces.Add(volume.Bytes[begin..end]);
                begin = end;
            }
            pieces.Add(volume.Bytes[begin..]);
        }
        return new DamagedArchive(
            archive,
            [Embed(dice.Shuffled(pieces), dice, size)],
            $"{pieces.Count} pieces embedded, shuffled"
        )
        {
            IsStore = false,
        };
    }

    /// <summary>With gaps between them that add up to what is left of the size, and at least one byte each.</summary>
    private static DamagedFile Embed(byte[][] parts, Dice dice, int size)
    {
        var length = parts.Sum(part => part.Length);
        var slack = Math.Max(size - length, (2 * parts.Length) + 2);
        var image = dice.Bytes(length + slack);
        var at = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            var left = parts.Length - index;
            var gap = 1 + dice.Below(Math.Max(1, (2 * slack / (left + 1)) - left));
            slack -= gap;
            at += gap;
            parts[index].CopyTo(image, at);
            at += parts[index].Length;
        }
        return new DamagedFile("image", image);
    }
}
