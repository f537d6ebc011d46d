using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>Tells at once of each problem of an operation whose data comes out meanwhile, from the same thread.</summary>
/// <param name="session">Who is told.</param>
internal sealed class Told(Session session) : IListener
{
    /// <inheritdoc/>
    public void OnProgress(Progress progress) { }

    /// <inheritdoc/>
    public void OnProblem(Problem problem) => session.Add(problem);
}
