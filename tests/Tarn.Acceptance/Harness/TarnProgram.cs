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

    /// <summary>The same with some variables of the environment.</summary>
    internal static ToolResult Run(string arguments, params (string Name, string Value)[] variables)
    {
        string[] settings = [.. variables.Select(variable => $"{variable.Name}={variable.Value}")];
        using var running = Tool.Start("env", [.. settings, Path, .. Split(arguments)]);
        return running.Finish();
    }

    /// <summary>Runs it without the powers of root.</summary>
    internal static ToolResult RunAsOrdinaryUser(string arguments)
    {
        const string nobody = "--reuid=65534 --regid=65534 --clear-groups";
        using var running = Posix.IsRoot
            ? Tool.Start("setpriv", [.. Split(nobody), Path, .. Split(arguments)])
            : Start(arguments);
        return running.Finish();
    }

    internal static RunningTool Start(string arguments) => Tool.Start(Path, Split(arguments));

    private static string[] Split(string arguments) =>
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Restores the newest archive of a store, which must succeed.</summary>
    internal static void Restore(string store, string into) =>
        Run($"restore {store} --into {into}").AssertStatus(0);
}
