using Tarn.Format.Model;

namespace Tarn.Sources;

/// <summary>A file that was opened to be stored.</summary>
/// <param name="Entry">Its entry, complete.</param>
/// <param name="Loss">What of it could not be read, so that it is stored without; null for nothing.</param>
public sealed record OpenedFile(Entry.File Entry, string? Loss = null);
