using Tarn.Format.Index;

namespace Tarn.Scanning;

/// <summary>A line of the index.</summary>
/// <param name="Entry">What it says.</param>
/// <param name="IsAfterGap">Whether lines before it may be lost.</param>
internal readonly record struct WalkedLine(IndexEntry Entry, bool IsAfterGap);
