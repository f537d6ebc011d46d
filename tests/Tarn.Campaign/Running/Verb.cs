namespace Tarn.Campaign.Running;

/// <summary>A verb of the program that is held to law 4. Its name is the member's, in lower case.</summary>
internal enum Verb
{
    Rescue,
    Restore,
    Verify,
}
