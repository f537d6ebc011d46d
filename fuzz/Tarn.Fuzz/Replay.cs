namespace Tarn.Fuzz;

/// <summary>Runs the targets without a fuzzer, the same in every run.</summary>
public static class Replay
{
    /// <summary>Inputs that are longer than this on average, bytes, take longer.</summary>
    private const int Long = 2048;

    /// <summary>The names of all targets.</summary>
    public static IEnumerable<string> Targets => AllTargets.List.Select(target => target.Name);

    /// <summary>
    /// Checks a target's seeds, then what fuzzing has found for it, then as many damaged versions of these as asked for;
    /// a tenth of that where the inputs have some KiB, which take as much longer.
    /// </summary>
    /// <returns>How many inputs that were.</returns>
    /// <exception cref="BrokenPromiseException">A promise was broken; any other exception is a finding as well.</exception>
    public static int Run(string name, int mutations)
    {
        var target = AllTargets.Of(name);
        var examination = new Examination(target);
        var good = target.Seeds.Concat(Corpus.Of(name)).ToList();
        foreach (var input in good)
        {
            Check(examination, input);
        }
        var mutator = new Mutator(good, new Dice(seed: 1));
        var count = good.Average(input => input.Length) < Long ? mutations : mutations / 10;
        for (var i = 0; i < count; i++)
        {
            Check(examination, mutator.Next());
        }
        return good.Count + count;
    }

    /// <summary>Keeps an input that breaks a promise where it can be looked at.</summary>
    private static void Check(Examination examination, byte[] input)
    {
        try
        {
            examination.Check(input);
        }
        catch (Exception failure) when (Corpus.Keep(input) is { } file)
        {
            throw new InvalidOperationException($"the input is in {file}", failure);
        }
    }
}
