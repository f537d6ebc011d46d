namespace Tarn.Acceptance.Harness;

/// <summary>The program itself: the one built in the same configuration as these tests.</summary>
internal static class TarnProgram
{
    internal static string Path { get; } =
        System.IO.Path.GetFullPath(
            System.IO.Path.Combine(
                AppContext.BaseDirectory,
                "..",
                "..",
                "Tarn.Cli",
                System.IO.Path.GetFileName(
                    System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)
                ),
                "Tarn.Cli"
            )
        );

    /// <summary>Runs it; <paramref name="arguments"/> are as a shell splits them at spaces.</summary>
    internal static ToolResult Run(string arguments)
    {
        using var running = Start(arguments);
        return running.Finish();
    }

    internal static RunningTool Start(string arguments) =>
        Tool.Start(Path, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Restores the newest archive of a store, which must succeed.</summary>
    internal static void Restore(string store, string into) =>
        Run($"restore {store} --into {into}").AssertStatus(0);
}
