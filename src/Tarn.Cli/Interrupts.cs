using System.Runtime.InteropServices;

namespace Tarn.Cli;

/// <summary>
/// Turns the first SIGINT or SIGTERM into a cancellation, so that the operation can clean up. The second one ends the
/// process at once, as it would any other.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Listens until disposed.</summary>
    public Interrupts()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Which signal came; null if none did.</summary>
    public ExitCode.Reason? Reason { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (Reason is not null)
        {
            return;
        }
        signal.Cancel = true;
        Reason =
            signal.Signal == PosixSignal.SIGINT ? ExitCode.Reason.Interrupted : ExitCode.Reason.Terminated;
        _stop.Cancel();
    }
}
