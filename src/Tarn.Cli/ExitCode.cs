using System.Diagnostics;
using Tarn.Format;
using Tarn.Format.Bytes;
using Tarn.Results;
using Tarn.Sets;

namespace Tarn.Cli;

/// <summary>The exit statuses, and what leads to each. Every verb's help lists those that it can have.</summary>
internal static class ExitCode
{
    /// <summary>Why a run does not end with 0; the value is the exit status.</summary>
    public enum Reason
    {
        /// <summary>Failed, nothing usable.</summary>
        Failed = 1,

        /// <summary>Wrong usage.</summary>
        WrongUsage = 2,

        /// <summary>Finished, but some files could not be read, changed while read, or could not be written.</summary>
        NotWhole = 3,

        /// <summary>Finished, but some stored data is damaged, or of a newer format version.</summary>
        Damaged = 4,

        /// <summary>A volume is missing; the result is partial.</summary>
        Missing = 5,

        /// <summary>No such store, archive or path in it.</summary>
        NotFound = 10,

        /// <summary>Wrong key or passphrase.</summary>
        WrongKey = 12,

        /// <summary>SIGINT.</summary>
        Interrupted = 130,

        /// <summary>SIGTERM.</summary>
        Terminated = 143,
    }

    /// <summary>Of several reasons the first of these is the exit status.</summary>
    private static readonly Reason[] Order =
    [
        Reason.Interrupted,
        Reason.Terminated,
        Reason.WrongKey,
        Reason.NotFound,
        Reason.WrongUsage,
        Reason.Failed,
        Reason.Missing,
        Reason.Damaged,
        Reason.NotWhole,
    ];

    /// <summary>The exit status of a run that has these reasons; 0 if it has none.</summary>
    public static int Of(IReadOnlySet<Reason> reasons) => (int)Sorted(reasons).FirstOrDefault();

    /// <summary>The reasons, the one that decides first.</summary>
    public static IEnumerable<Reason> Sorted(IReadOnlySet<Reason> reasons) => Order.Where(reasons.Contains);

    /// <summary>What a failure that ends a run means.</summary>
    public static Reason Of(Exception failure) =>
        failure switch
        {
            UsageException => Reason.WrongUsage,
            ArchiveNotFoundException => Reason.NotFound,
            CorruptArchiveException { Defect: Defect.Missing } => Reason.Missing,
            CorruptArchiveException => Reason.Damaged,
            _ => Reason.Failed,
        };

    /// <summary>What a problem after which a run went on means; null if nothing is lost by it.</summary>
    public static Reason? Of(ProblemKind kind) =>
        kind switch
        {
            ProblemKind.Skipped => null,
            ProblemKind.Unreadable or ProblemKind.Changed or ProblemKind.Unwritable => Reason.NotWhole,
            ProblemKind.Damaged => Reason.Damaged,
            ProblemKind.Missing => Reason.Missing,
            _ => throw new UnreachableException(),
        };
}
