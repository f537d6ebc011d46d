using System.Globalization;
using Xunit;

namespace Tarn.Acceptance.Harness;

/// <summary>Runs the program and asks Linux for the most memory it ever had.</summary>
/// <param name="directory">Where figures are left for a moment.</param>
/// <param name="limits">What the shell does first: <c>ulimit -n 256</c>, say.</param>
internal sealed class MeasuredTarn(TempDirectory directory, string limits = ":")
{
    /// <summary>What is promised: 200 MiB, whatever the number and size of files.</summary>
    private const long PromisedKiB = 200 << 10;

    /// <summary>Runs its arguments and leaves in a file how many KiB were resident at most (getrusage(2)).</summary>
    private const string Wrapper =
        "import resource,subprocess,sys; s=subprocess.run(sys.argv[2:]).returncode;"
        + " open(sys.argv[1],'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(s)";

    /// <summary>Runs it, and fails if it took more memory than is promised.</summary>
    /// <param name="arguments">As a shell splits them.</param>
    /// <param name="status">The exit status to expect.</param>
    /// <param name="input">A command whose output it reads.</param>
    internal ToolResult Run(string arguments, int status = 0, string? input = null)
    {
        var figure = directory.At("peak");
        var pipe = input is null ? "" : $"{input} | ";
        var before = TimeProvider.System.GetTimestamp();
        var result = Tool.Shell(
            $"{limits}; {pipe}python3 -c \"{Wrapper}\" {figure} {TarnProgram.Path} {arguments}"
        );
        var elapsed = TimeProvider.System.GetElapsedTime(before);
        result.AssertStatus(status);
        var peak = long.Parse(File.ReadAllText(figure), CultureInfo.InvariantCulture);
        var from = input is null ? "" : " from a pipe";
        var told = $"{peak / 1024} MiB, {elapsed.TotalSeconds:F1} s: tarn {arguments.Split(' ')[0]}{from}";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.True(peak < PromisedKiB, told);
        return result;
    }
}
