namespace Tarn.Cli;

/// <summary>The command line asks for something that makes no sense: exit status 2.</summary>
/// <param name="message">What is wrong, and what would be right.</param>
internal sealed class UsageException(string message) : Exception(message);
