using Tarn.Results;

namespace Tarn.Tests.Operations;

/// <summary>Remembers every problem.</summary>
internal sealed class ProblemList : IListener
{
    public List<Problem> Problems { get; } = [];

    public List<Progress> Progress { get; } = [];

    public void OnProgress(Progress progress) => Progress.Add(progress);

    public void OnProblem(Problem problem) => Problems.Add(problem);
}
