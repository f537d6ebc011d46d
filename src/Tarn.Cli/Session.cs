using Tarn.Cli.Render;
using Tarn.Results;

namespace Tarn.Cli;

/// <summary>One run of the program: where its data and its messages go, and how it will end.</summary>
internal sealed class Session
{
    private readonly HashSet<ExitCode.Reason> _reasons = [];
    private readonly Watch _watch;

    /// <summary>Begins a run.</summary>
    /// <param name="output">Takes data.</param>
    /// <param name="report">Takes messages.</param>
    /// <param name="isJson">Whether data is asked for as JSON lines.</param>
    public Session(Output output, IReport report, bool isJson)
    {
        Output = output;
        Report = report;
        IsJson = isJson;
        _watch = new Watch(report, TimeProvider.System);
    }

    /// <summary>Takes data.</summary>
    public Output Output { get; }

    /// <summary>Takes messages.</summary>
    public IReport Report { get; }

    /// <summary>Whether data is asked for as JSON lines.</summary>
    public bool IsJson { get; }

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>Why it will not end with 0, so far.</summary>
    public IReadOnlySet<ExitCode.Reason> Reasons => _reasons;

    /// <summary>Runs an operation, tells of it, and takes its problems into account.</summary>
    public async Task<T> WatchAsync<T>(Func<IListener, Task<T>> operation)
    {
        try
        {
            return await _watch.RunAsync(operation);
        }
        finally
        {
            _reasons.UnionWith(_watch.Reasons);
        }
    }

    /// <summary>It will not end with 0.</summary>
    public void Add(ExitCode.Reason reason) => _reasons.Add(reason);

    /// <summary>Says what is amiss; the run goes on, but will not end with 0.</summary>
    public void Add(ExitCode.Reason reason, string message)
    {
        Add(reason);
        Report.Note(message);
    }
}
