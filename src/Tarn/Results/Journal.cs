namespace Tarn.Results;

/// <summary>Counts problems and passes them on, to one listener at a time. Thread-safe.</summary>
/// <param name="listener">Who hears of them; nobody if null.</param>
internal sealed class Journal(IListener? listener)
{
    private readonly Lock _turn = new();

    /// <summary>What was counted; read it when the operation has ended.</summary>
    public ProblemCounts Problems { get; } = new();

    /// <summary>Something did not come out whole.</summary>
    public void Report(Problem problem)
    {
        lock (_turn)
        {
            Problems.Add(problem.Kind);
            listener?.OnProblem(problem);
        }
    }

    /// <summary>Some way has been made.</summary>
    public void Report(Progress progress)
    {
        lock (_turn)
        {
            listener?.OnProgress(progress);
        }
    }
}
