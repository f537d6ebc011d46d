using Tarn.Campaign.Archives;

namespace Tarn.Campaign.Damage;

/// <summary>A way to damage an archive.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Does">In a few words.</param>
/// <param name="Inflict">Damages a copy.</param>
internal sealed record DamageKind(string Name, string Does, Func<StoredArchive, Dice, DamagedArchive> Inflict)
{
    private const int KiB = 1 << 10;
    private const int MiB = 1 << 20;

    /// <summary>All of them, in the order in which cases take them.</summary>
    /// <param name="imageSize">Bytes of the images that volumes are embedded in.</param>
    internal static IReadOnlyList<DamageKind> All(int imageSize) =>
        [
            new("flip", "one bit flipped", (archive, dice) => Edits.FlipBits(archive, dice, 1)),
            new(
                "flips",
                "one bit flipped at each of 2 to 20 places",
                (archive, dice) => Edits.FlipBits(archive, dice, 2 + dice.Below(19))
            ),
            new("zeros", "a sector of 4 KiB zeroed", Edits.ZeroSector),
            new("noise", "a sector of 4 KiB overwritten with noise", Edits.NoiseSector),
            new("hole", "1 MiB zeroed", (archive, dice) => Edits.Zero(archive, dice, MiB)),
            new("delete-512", "512 bytes removed", (archive, dice) => Edits.Delete(archive, dice, 512)),
            new("delete-1", "one byte removed", (archive, dice) => Edits.Delete(archive, dice, 1)),
            new(
                "delete",
                "1 to 100,000 bytes removed",
                (archive, dice) => Edits.Delete(archive, dice, dice.Spread(1, 100_000))
            ),
            new(
                "insert",
                "1 to 4,096 bytes of garbage put in",
                (archive, dice) => Edits.Insert(archive, dice, dice.Spread(1, 4 * KiB))
            ),
            new("truncate", "a volume cut off anywhere", Edits.Truncate),
            new("empty", "a volume cut to nothing", Edits.Empty),
            new("drop", "a volume gone", Losses.Drop),
            new("keep-one", "all volumes gone but one", Losses.KeepOne),
            new("heads", "4 KiB of every head but one zeroed, every trailer gone", Losses.Heads),
            new("rename", "volumes renamed and doubled", Moves.Rename),
            new("join", "all volumes joined into one file", Moves.Join),
            new("copies", "two copies, damaged in different places", Moves.Copies),
            new("image", "embedded in noise, in order", (a, dice) => Images.InOrder(a, dice, imageSize)),
            new(
                "image-shuffled",
                "embedded in noise, shuffled, with gaps",
                (archive, dice) => Images.Shuffled(archive, dice, imageSize)
            ),
            new(
                "image-missing",
                "embedded in noise, shuffled, one volume missing",
                (archive, dice) => Images.WithOneMissing(archive, dice, imageSize)
            ),
            new(
                "image-pieces",
                "cut into pieces and embedded in noise, shuffled",
                (archive, dice) => Images.Pieces(archive, dice, imageSize)
            ),
            new("fragment", "a quarter of one volume, and nothing else", Losses.Fragment),
            new("control", "nothing done", Moves.Nothing),
        ];
}
