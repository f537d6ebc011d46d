namespace Tarn.Fuzz;

/// <summary>Checks inputs one after the other, and that each takes no more memory than it may. afl-fuzz looks at the time.</summary>
/// <param name="target">What they are given to.</param>
internal sealed class Examination(ITarget target)
{
    /// <summary>
    /// Bytes that may be allocated for each byte of input: an index line of a hundred bytes becomes a few objects of
    /// some hundred bytes each, and a target reads its input several times to compare.
    /// </summary>
    public const int AllocatedPerByte = 256;

    /// <summary>What the whole process may hold, bytes (row S6 of the reliability figures).</summary>
    public const long MostInProcess = 512L << 20;

    /// <summary>Checks one input.</summary>
    /// <exception cref="BrokenPromiseException">It took too much.</exception>
    public void Check(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        target.Check(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var most = target.Allowance + ((long)AllocatedPerByte * input.Length);
        Promise.That(
            allocated <= most,
            $"{input.Length} bytes of input made it allocate {allocated} bytes, {most} are allowed"
        );
    }

    /// <summary>Looks at the memory of the process, native memory included.</summary>
    /// <exception cref="BrokenPromiseException">It is too much.</exception>
    public static void CheckProcess() =>
        Promise.That(
            Environment.WorkingSet <= MostInProcess,
            $"the process holds {Environment.WorkingSet} bytes"
        );
}
