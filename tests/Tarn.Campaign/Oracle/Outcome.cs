namespace Tarn.Campaign.Oracle;

/// <summary>What a verb has done.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Report">What it said is lost; null if it left no report.</param>
/// <param name="Tree">What it brought back; null if it brings nothing back.</param>
internal sealed record Outcome(int Status, LossReport? Report, RestoredTree? Tree)
{
    /// <summary>Why there is no report.</summary>
    internal string NoReport { get; init; } = "there is no report";
}
