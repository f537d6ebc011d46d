using System.Text.Json;
using Tarn.Cli.Render.Json;
using Tarn.Linux.Spill;
using Tarn.Results;

namespace Tarn.Cli.Render;

/// <summary>
/// Collects what stored data is lost, and writes it as one JSON object (docs/json.md, "Reports"). Not thread-safe.
/// </summary>
internal sealed class LossReport : IDisposable
{
    private const int MemoryLimit = 1 << 20;
    private const int Version = 1;

    private readonly SpillStream _damaged = new(MemoryLimit);
    private readonly SpillStream _partial = new(MemoryLimit);
    private readonly SpillStream _missing = new(MemoryLimit);
    private long _unknownEntries;

    /// <summary>Takes a problem; what is about no stored data is passed over.</summary>
    public void Add(Problem problem)
    {
        _unknownEntries += problem.UnknownEntries;
        if (problem.Path.IsEmpty || problem.Kind is not (ProblemKind.Damaged or ProblemKind.Missing))
        {
            return;
        }
        var list =
            problem.Loss is not null ? _partial
            : problem.Kind == ProblemKind.Missing ? _missing
            : _damaged;
        if (list.Length > 0)
        {
            list.Write(","u8);
        }
        list.Write(JsonSerializer.SerializeToUtf8Bytes(LostEntry.Of(problem), JsonLines.OneLine.LostEntry));
    }

    /// <summary>Writes the report to a file, in place of what it had.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteTo(string path, string operation)
    {
        try
        {
            using var file = File.Create(path);
            Write(file, $"{{\"version\":{Version},\"operation\":\"{operation}\",\"damaged\":[");
            CopyTo(file, _damaged, "],\"partial\":[");
            CopyTo(file, _partial, "],\"missing\":[");
            CopyTo(file, _missing, $"],\"unknown_entries\":{_unknownEntries}}}\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"cannot write the report '{path}': {failure.Message.TrimEnd('.')}; choose another file",
                failure
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _damaged.Dispose();
        _partial.Dispose();
        _missing.Dispose();
    }

    private static void CopyTo(FileStream file, SpillStream list, string next)
    {
        list.Position = 0;
        list.CopyTo(file);
        Write(file, next);
    }

    private static void Write(FileStream file, string text) =>
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
