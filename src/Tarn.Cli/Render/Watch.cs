using System.Threading.Channels;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>
/// Listens to an operation of several threads and passes on, from one place, what it says: its progress at a person's
/// pace, for which it never waits, and each of its problems, for which it waits if nobody takes them.
/// </summary>
/// <param name="session">Who is told.</param>
internal sealed class Watch(Session session) : IListener
{
    /// <summary>
    /// Problems that wait to be told: with the longest names they have some 25 MB, and many more would only wait
    /// longer.
    /// </summary>
    private const int MostWaiting = 64;

    /// <summary>The status is looked at this often.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Problem> _problems = Channel.CreateBounded<Problem>(MostWaiting);
    private Step? _latest;

    /// <summary>A progress in one piece, so that it can be handed over in one step.</summary>
    private sealed record Step(Progress Progress);

    /// <summary>Runs the operation to its end.</summary>
    public async Task<T> RunAsync<T>(Func<IListener, Task<T>> operation)
    {
        var run = operation(this);
        var shown = TimeSpan.Zero;
        var problem = Task.CompletedTask;
        var tick = Task.CompletedTask;
        while (!run.IsCompleted)
        {
            problem = problem.IsCompleted ? _problems.Reader.WaitToReadAsync().AsTask() : problem;
            tick = tick.IsCompleted ? Task.Delay(Tick, session.Clock) : tick;
            await Task.WhenAny(run, problem, tick);
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
    public void OnProblem(Problem problem)
    {
        if (!_problems.Writer.TryWrite(problem))
        {
            _problems.Writer.WriteAsync(problem).AsTask().GetAwaiter().GetResult();
        }
    }

    private void TellProblems()
    {
        while (_problems.Reader.TryRead(out var problem))
        {
            session.Add(problem);
        }
    }
}
