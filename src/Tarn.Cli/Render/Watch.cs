using System.Collections.Concurrent;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>
/// Listens to an operation and passes on, from one place and at a person's pace, what it says. The operation never
/// waits for a terminal.
/// </summary>
/// <param name="report">Who is told.</param>
/// <param name="clock">Measures.</param>
internal sealed class Watch(IReport report, TimeProvider clock) : IListener
{
    /// <summary>Problems are shown this soon, however seldom the status is.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Problem> _problems = new();
    private readonly HashSet<ExitCode.Reason> _reasons = [];
    private readonly long _start = clock.GetTimestamp();
    private Step? _latest;

    /// <summary>A progress in one piece, so that it can be handed over in one step.</summary>
    private sealed record Step(Progress Progress);

    /// <summary>What the problems mean for the exit status. Read it when the operation has ended.</summary>
    public IReadOnlySet<ExitCode.Reason> Reasons => _reasons;

    /// <summary>Since this began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>Runs the operation to its end.</summary>
    public async Task<T> RunAsync<T>(Func<IListener, Task<T>> operation)
    {
        var run = operation(this);
        var shown = TimeSpan.Zero;
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(Tick, clock));
            Tell();
            if (_latest is { } step && !run.IsCompleted && Elapsed - shown >= report.Interval)
            {
                report.Status(step.Progress, Elapsed);
                shown = Elapsed;
            }
        }
        Tell();
        return await run;
    }

    /// <inheritdoc/>
    public void OnProgress(Progress progress) => Volatile.Write(ref _latest, new Step(progress));

    /// <inheritdoc/>
    public void OnProblem(Problem problem) => _problems.Enqueue(problem);

    private void Tell()
    {
        while (_problems.TryDequeue(out var problem))
        {
            if (ExitCode.Of(problem.Kind) is { } reason)
            {
                _reasons.Add(reason);
            }
            report.Problem(problem);
        }
    }
}
