namespace Tarn.Acceptance.Harness;

/// <summary>Whether there is time for the long versions of the tests.</summary>
internal static class Nightly
{
    internal static bool IsOn => Environment.GetEnvironmentVariable("TARN_NIGHTLY") == "1";
}
