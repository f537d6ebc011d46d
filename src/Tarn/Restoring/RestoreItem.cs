using Tarn.Format.Bytes;
using Tarn.Format.Index;
using Tarn.Format.Model;
using Tarn.Results;
using Tarn.Targets;

namespace Tarn.Restoring;

/// <summary>One entry on its way from the index to the target.</summary>
/// <param name="Source">The entry whose segments are read.</param>
/// <param name="Entry">The entry to make, as the index tells it.</param>
internal sealed record RestoreItem(IndexEntry Source, Entry Entry)
{
    /// <summary>The entry to make, as its tar headers tell it; null if they could not be read.</summary>
    public Entry? Decoded { get; set; }

    /// <summary>Why nothing of it can be read; <see cref="Defect.None"/> if it can be tried.</summary>
    public Defect Lost { get; init; }

    /// <summary>What went wrong so far.</summary>
    public Problem? Problem { get; set; }

    /// <summary>Whether it is there although there was a problem: its owner could not be set, say.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Takes what the target says.</summary>
    public void Fail(TargetException failure)
    {
        Problem = new Problem(failure.Kind, Entry.Path, failure.Message);
        IsPlaced = failure.IsPlaced;
        IsRefused = !failure.IsPlaced;
    }

    /// <summary>Whether it is not there because the target did not take it.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether what has its name was kept.</summary>
    public bool IsKept { get; set; }

    /// <summary>Whether a directory was entered, and so must be left.</summary>
    public bool IsEntered { get; set; }
}
