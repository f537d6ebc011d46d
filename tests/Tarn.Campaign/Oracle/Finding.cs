namespace Tarn.Campaign.Oracle;

/// <summary>Something a verb did wrong.</summary>
/// <param name="Fault">Of what kind.</param>
/// <param name="What">For people.</param>
internal sealed record Finding(Fault Fault, string What);
