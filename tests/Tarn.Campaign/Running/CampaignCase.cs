using Tarn.Campaign.Archives;
using Tarn.Campaign.Damage;

namespace Tarn.Campaign.Running;

/// <summary>One case: a kind of damage to an archive, with the choices that its number makes.</summary>
/// <param name="Number">From 0; says the kind.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Dice">The choices.</param>
internal sealed record CampaignCase(int Number, DamageKind Kind, Dice Dice)
{
    /// <summary>Damages one of the archives.</summary>
    internal DamagedArchive Inflict(ArchiveMaker archives) =>
        Kind.Inflict(archives.Of(Dice.Of(ArchiveShape.All)), Dice);
}
