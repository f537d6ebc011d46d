using Tarn.Results;

namespace Tarn.Cli.Render.Json;

/// <summary>An entry of which something is lost (docs/json.md, "Reports").</summary>
internal sealed record LostEntry
{
    public required string? Path { get; init; }
    public byte[]? PathBytes { get; init; }
    public int? Volume { get; init; }
    public long? Offset { get; init; }
    public long? Size { get; init; }
    public IReadOnlyList<LostRange>? Lost { get; init; }

    public static LostEntry Of(Problem problem)
    {
        var (path, bytes) = JsonText.OfOptional(problem.Path);
        return new LostEntry
        {
            Path = path,
            PathBytes = bytes,
            Volume = problem.Volume == 0 ? null : problem.Volume,
            Offset = problem.Volume == 0 ? null : problem.Offset,
            Size = problem.Loss?.Size,
            Lost = problem.Loss is { } loss
                ? [.. loss.Lost.Select(range => new LostRange(range.Offset, range.Length))]
                : null,
        };
    }
}
