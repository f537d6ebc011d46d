namespace Tarn.Fuzz;

/// <summary>A parser did something that it promises never to do.</summary>
/// <param name="promise">What did not hold.</param>
public sealed class BrokenPromiseException(string promise) : Exception(promise);
