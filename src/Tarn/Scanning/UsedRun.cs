namespace Tarn.Scanning;

/// <summary>A run, and which of its segments are used: those from a sequence on, of which no other run has copies.</summary>
/// <param name="Run">The run.</param>
/// <param name="FirstUsed">The sequence.</param>
internal readonly record struct UsedRun(SegmentRun Run, long FirstUsed);
