using System.Runtime.ExceptionServices;

namespace Tarn.Pipeline;

/// <summary>
/// Runs the stages of an operation side by side. When one fails, the others are cancelled, and the first failure is
/// thrown once all have ended.
/// </summary>
internal sealed class Stages : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly List<Task> _running = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>Stages that also end when <paramref name="ct"/> is cancelled.</summary>
    public Stages(CancellationToken ct) => _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);

    /// <summary>Cancelled when a stage has failed.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Starts a stage that blocks, on a thread of its own.</summary>
    public void StartThread(Action stage) =>
        _running.Add(
            Task.Factory.StartNew(
                () => Guard(stage),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
        );

    /// <summary>Starts a stage that waits without a thread.</summary>
    public void Start(Func<Task> stage) => _running.Add(Task.Run(() => GuardAsync(stage)));

    /// <summary>Waits for all stages.</summary>
    public async Task WaitAsync()
    {
        await Task.WhenAll(_running);
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Guard(Action stage)
    {
        try
        {
            stage();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private async Task GuardAsync(Func<Task> stage)
    {
        try
        {
            await stage();
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        _stop.Cancel();
    }
}
