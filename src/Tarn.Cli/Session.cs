using Tarn.Cli.Render;
using Tarn.Results;

namespace Tarn.Cli;

/// <summary>One run of the program: where its data and its messages go, and how it will end.</summary>
/// <param name="output">Takes data.</param>
/// <param name="report">Takes messages.</param>
/// <param name="isJson">Whether data is asked for as JSON lines.</param>
/// <param name="clock">Measures how long it takes.</param>
internal sealed class Session(Output output, IReport report, bool isJson, TimeProvider clock)
{
    private readonly HashSet<ExitCode.Reason> _reasons = [];
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Takes data.</summary>
    public Output Output { get; } = output;

    /// <summary>Takes messages.</summary>
    public IReport Report { get; } = report;

    /// <summary>Whether data is asked for as JSON lines.</summary>
    public bool IsJson { get; } = isJson;

    /// <summary>Takes what stored data is lost; nobody does if null.</summary>
    public LossReport? Losses { get; set; }

    /// <summary>Takes maps; nobody does if null.</summary>
    public MapPage? Maps { get; set; }

    /// <summary>Measures how long it takes.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => Clock.GetElapsedTime(_start);

    /// <summary>Why it will not end with 0, so far.</summary>
    public IReadOnlySet<ExitCode.Reason> Reasons => _reasons;

    /// <summary>It will not end with 0.</summary>
    public void Add(ExitCode.Reason reason) => _reasons.Add(reason);

    /// <summary>Says what is amiss; the run goes on, but will not end with 0.</summary>
    public void Add(ExitCode.Reason reason, string message)
    {
        Add(reason);
        Report.Note(message);
    }

    /// <summary>Tells of a problem; the run goes on.</summary>
    public void Add(Problem problem)
    {
        if (ExitCode.Of(problem.Kind) is { } reason)
        {
            Add(reason);
        }
        Losses?.Add(problem);
        Report.Problem(problem);
    }

    /// <summary>Shows a map.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="map">The map, complete.</param>
    public void Add(string title, VolumeMap map)
    {
        Maps?.Add(title, map);
        Report.Map(title, map);
    }
}
