namespace Tarn.Acceptance.Harness;

/// <summary>A command that a page shows, and what the page says that it prints.</summary>
/// <param name="LineNumber">Where it is in the page, from 1.</param>
/// <param name="Script">The command, without its prompts; it may have several lines.</param>
/// <param name="Output">The lines below it. <c>...</c> in one stands for anything, alone on one for any lines.</param>
internal sealed record ConsoleCommand(int LineNumber, string Script, IReadOnlyList<string> Output);
