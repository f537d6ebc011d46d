using System.Collections.Concurrent;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>
/// Listens to an operation of several threads and passes on, from one place and at a person's pace, what it says. The
/// operation never waits for a terminal.
/// </summary>
/// <param name="session">Who is told.</param>
internal sealed class Watch(Session session) : IListener
{
    /// <summary>Problems are shown this soon, however seldom the status is.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<Problem> _problems = new();
    private Step? _latest;

    /// <summary>A progress in one piece, so that it can be handed over in one step.</summary>
    private sealed record Step(Progress Progress);

    /// <summary>Runs the operation to its end.</summary>
    public async Task<T> RunAsync<T>(Func<IListener, Task<T>> operation)
    {
        var run = operation(this);
        var shown = TimeSpan.Zero;
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, Task.Delay(Tick, session.Clock));
            TellProblems();
            var now = session.Elapsed;
            if (!run.IsCompleted && now - shown >= session.Report.Interval)
            {
                session.Report.Status(Volatile.Read(ref _latest)?.Progress ?? default, now);
                shown = now;
            }
        }
        TellProblems();
        return await run;
    }

    /// <inheritdoc/>
    public void OnProgress(Progress progress) => Volatile.Write(ref _latest, new Step(progress));

    /// <inheritdoc/>
    public void OnProblem(Problem problem) => _problems.Enqueue(problem);

    private void TellProblems()
    {
        while (_problems.TryDequeue(out var problem))
        {
            session.Add(problem);
        }
    }
}
