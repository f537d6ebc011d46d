namespace Tarn.Acceptance.Harness;

/// <summary>The program, run by somebody who is not root. Needs root to begin with.</summary>
internal sealed class OrdinaryUser : IDisposable
{
    /// <summary>Number of user and group: nobody's.</summary>
    internal const uint Id = 65_534;

    private readonly TempDirectory _program = new();

    /// <summary>Lets it write into <paramref name="temp"/>.</summary>
    internal OrdinaryUser(TempDirectory temp)
    {
        // The checkout may lie where only root can go.
        var built = Path.GetDirectoryName(TarnProgram.Path);
        Tool.Shell($"cp -r {built} {_program.At("program")} && chmod -R a+rX {_program.Path}")
            .AssertStatus(0);
        Tool.Shell($"chown {Id} {temp.Path} && chmod 755 {temp.Path}").AssertStatus(0);
    }

    internal ToolResult Run(string arguments) =>
        Tool.Shell(
            $"setpriv --reuid={Id} --regid={Id} --clear-groups --inh-caps=-all "
                + $"{_program.At("program")}/{Path.GetFileName(TarnProgram.Path)} {arguments}",
            "/"
        );

    public void Dispose() => _program.Dispose();
}
