using Tarn.Cli.Render.Json;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>Tells somebody how a run goes: a person, or a program. One caller at a time.</summary>
internal interface IReport
{
    /// <summary>How often <see cref="Status"/> should be called.</summary>
    TimeSpan Interval { get; }

    /// <summary>How far it is.</summary>
    void Status(Progress progress, TimeSpan elapsed);

    /// <summary>Something did not come out whole.</summary>
    void Problem(Problem problem);

    /// <summary>Something to know, which is no problem.</summary>
    void Note(string message);

    /// <summary>What is whole, and what is not.</summary>
    /// <param name="title">What the map shows.</param>
    /// <param name="map">The map, complete.</param>
    void Map(string title, VolumeMap map);

    /// <summary>What was done, at the end.</summary>
    void Summary(JsonLine.Summary summary);

    /// <summary>The run ended without a result.</summary>
    void Error(string message, IReadOnlySet<ExitCode.Reason> reasons);
}
