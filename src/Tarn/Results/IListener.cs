namespace Tarn.Results;

/// <summary>Hears of an operation while it runs. Called by one thread at a time; should return at once.</summary>
public interface IListener
{
    /// <summary>Some way has been made. Called often.</summary>
    void OnProgress(Progress progress);

    /// <summary>Something did not come out whole.</summary>
    void OnProblem(Problem problem);
}
