namespace Tarn.Cli.Commands;

/// <summary>What <c>--help</c> shows: 80 columns, a screen each.</summary>
internal static class HelpTexts
{
    /// <summary>Of the program.</summary>
    public const string Tarn = """
        tarn: backups that are plain tar, survive damage, and need only their volumes

          tarn backup PATH... --to STORE        back up files and directories
          tarn list STORE                       which archives a store has
          tarn ls STORE [ARCHIVE] [PATH...]     what an archive holds
          tarn cat STORE ARCHIVE PATH           one file to standard output
          tarn restore STORE [ARCHIVE] [PATH...] --into DIR

        STORE is a directory, or - for a pipe. ARCHIVE is latest (the default), the
        first digits of an id, or a time (2026-11-23T15:30, UTC: the newest by then).

        To begin:
          tarn backup /home --to /mnt/backup
          tarn restore /mnt/backup --into /tmp/restored

        'tarn VERB --help' tells more. 'tarn --version' shows the version.
        """;

    /// <summary>Of <c>backup</c>.</summary>
    public const string Backup = """
        tarn backup PATH... --to STORE [OPTION...]
        """;

    /// <summary>Of <c>restore</c>.</summary>
    public const string Restore = """
        tarn restore STORE [ARCHIVE] [PATH...] --into DIR [OPTION...]
        """;
}
