namespace Tarn.Linux.Restore;

/// <summary>What became of the wish for an owner. Only who owns a file as the archive says may lend it set-id bits.</summary>
internal enum OwnerOutcome
{
    NotAsked,
    Set,
    Refused,
}
