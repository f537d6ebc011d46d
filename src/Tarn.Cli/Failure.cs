namespace Tarn.Cli;

/// <summary>What is said when a run ends without a result.</summary>
internal static class Failure
{
    /// <summary>EPIPE (errno(3)), which is how the runtime passes on errors of files that it has no name for.</summary>
    private const int BrokenPipe = 32;

    /// <summary>Takes <paramref name="failure"/> into account and tells of it.</summary>
    /// <param name="session">The run.</param>
    /// <param name="failure">What ended it.</param>
    /// <param name="signal">The signal that came before, if any did.</param>
    public static void Tell(Session session, Exception failure, ExitCode.Reason? signal)
    {
        session.Add(signal ?? ExitCode.Of(failure));
        if (signal is null && failure is IOException { HResult: BrokenPipe })
        {
            // Who reads what we write has had enough (tarn ls | head): nobody needs to be told.
            return;
        }
        session.Report.Error(signal is null ? Describe(failure) : Describe(signal.Value), session.Reasons);
    }

    private static string Describe(ExitCode.Reason signal) =>
        signal == ExitCode.Reason.Interrupted ? "interrupted" : "terminated";

    private static string Describe(Exception failure) =>
        Environment.GetEnvironmentVariable("TARN_DEBUG") == "1" ? failure.ToString()
        : failure
            is FormatException
                or InvalidOperationException
                or NullReferenceException
                or OverflowException
            ? $"{failure.Message} (this is a mistake in Tarn: please report it, with what TARN_DEBUG=1 shows)"
        : failure.Message;
}
