using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Sources;
using Tarn.Stores;
using Tarn.Stores.Local;
using Tarn.Stores.Pipe;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn backup</c>.</summary>
internal sealed class BackupVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly StorageOptions _storage = new();

    private readonly Argument<string[]> _paths = new("PATH") { Arity = ArgumentArity.OneOrMore };

    /// <summary>The verb.</summary>
    public BackupVerb(SharedOptions shared)
    {
        _shared = shared;
        Command = new Command("backup") { _paths, shared.To, shared.Name, shared.Json, shared.Quiet };
        _storage.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Backup;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var place = Places.Of(arguments.GetValue(_shared.To), "--to STORE");
        var source = new TreeSource(
            Paths(arguments),
            place == Places.Pipe ? default : ByteString.FromText(place)
        );
        var name = arguments.GetValue(_shared.Name);
        var options = _storage.Read(arguments) with
        {
            Set = name.IsEmpty ? SetName.Of(Environment.MachineName, source.Roots) : name,
        };
        using var local = place == Places.Pipe ? null : LocalStore.Open(place, create: true);
        var sink = local as IBlobSink ?? OpenPipe(ct);
        var result = await new Watch(session).RunAsync(listener =>
            new Backup(source, sink, options).RunAsync(listener, ct)
        );
        session.Report.Summary(Summarize(result, options.Set, session));
    }

    private IEnumerable<ByteString> Paths(ParseResult arguments)
    {
        var paths = arguments.GetRequiredValue(_paths);
        return paths.Contains("", StringComparer.Ordinal)
            ? throw new UsageException("a PATH is empty: name a file or directory")
            : paths.Select(SurrogateEscape.Encode);
    }

    private static PipeSink OpenPipe(CancellationToken ct) =>
        Console.IsOutputRedirected
            ? new PipeSink(new StandardOutput(ct))
            : throw new UsageException(
                "volumes are not for a terminal: send standard output to a file or a program"
            );

    private static JsonLine.Summary Summarize(BackupResult result, ByteString set, Session session)
    {
        var (text, bytes) = JsonText.Of(set.Span);
        return new JsonLine.Summary
        {
            Operation = "backup",
            Archive = result.Archive.ToString(),
            Set = text,
            SetBytes = bytes,
            Entries = result.Entries,
            ContentBytes = result.ContentBytes,
            StoredBytes = result.StoredBytes,
            Volumes = result.Volumes,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };
    }
}
