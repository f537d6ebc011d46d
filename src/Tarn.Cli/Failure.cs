using Tarn.Format;
using Tarn.Linux;
using Tarn.Sets;
using Tarn.Sources;
using Tarn.Stores;
using Tarn.Targets;

namespace Tarn.Cli;

/// <summary>What is said when a run ends without a result.</summary>
internal static class Failure
{
    /// <summary>Takes <paramref name="failure"/> into account and tells of it.</summary>
    /// <param name="session">The run.</param>
    /// <param name="failure">What ended it.</param>
    /// <param name="signal">The signal that came before, if any did.</param>
    public static void Tell(Session session, Exception failure, ExitCode.Reason? signal)
    {
        session.Add(signal ?? ExitCode.Of(failure));
        // The runtime passes on errors of files that it has no name for by their number.
        if (signal is null && failure is IOException { HResult: Errno.EPIPE })
        {
            // Who reads what we write has had enough (tarn ls | head): nobody needs to be told.
            return;
        }
        var message = signal is null ? Describe(failure) : Describe(signal.Value);
        TryDo(session.Output.Flush);
        TryDo(() => session.Report.Error(message, session.Reasons));
    }

    private static void TryDo(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            // Nobody is left to be told.
        }
    }

    private static string Describe(ExitCode.Reason signal) =>
        signal == ExitCode.Reason.Interrupted ? "interrupted" : "terminated";

    private static string Describe(Exception failure) =>
        Environment.GetEnvironmentVariable("TARN_DEBUG") == "1" ? failure.ToString()
        : IsExpected(failure) ? failure.Message
        : $"{failure.Message} (a mistake in Tarn: please report it, with what TARN_DEBUG=1 shows)";

    private static bool IsExpected(Exception failure) =>
        failure
            is UsageException
                or ArchiveNotFoundException
                or CorruptArchiveException
                or IncompatibleFormatException
                or StoreException
                or SourceException
                or TargetException
                or IOException;
}
