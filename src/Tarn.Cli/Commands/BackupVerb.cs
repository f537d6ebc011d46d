using System.CommandLine;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Format.Bytes;
using Tarn.Format.Volumes;
using Tarn.Stores;
using Tarn.Stores.Local;
using Tarn.Stores.Pipe;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn backup</c>.</summary>
internal sealed class BackupVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly SourceOptions _source = new();
    private readonly StorageOptions _storage = new();

    /// <summary>The verb.</summary>
    public BackupVerb(SharedOptions shared)
    {
        _shared = shared;
        Command = new Command("backup") { shared.To, shared.Name, shared.DryRun, shared.Json, shared.Quiet };
        _source.AddTo(Command);
        _storage.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Backup;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        if (arguments.GetValue(_shared.DryRun))
        {
            await PreviewAsync(arguments, session, ct);
            return;
        }
        var place = Places.Of(arguments.GetValue(_shared.To), "--to STORE");
        var (source, named) = await _source.OpenAsync(arguments, place, session, ct);
        var name = arguments.GetValue(_shared.Name);
        var options = _storage.Read(arguments) with
        {
            Set = name.IsEmpty ? SetName.Of(Environment.MachineName, named) : name,
        };
        using var local = place == Places.Pipe ? null : LocalStore.Open(place, create: true);
        var sink = local as IBlobSink ?? OpenPipe(ct);
        var result = await new Watch(session).RunAsync(listener =>
            new Backup(source, sink, options).RunAsync(listener, ct)
        );
        RemoveLeftovers(local, options.Set, session);
        session.Report.Summary(Summarize(result, options.Set, source.LeftOut, session));
    }

    /// <summary>
    /// What runs of this set that were killed have left of a volume is worth nothing once a run has come to its end.
    /// </summary>
    private static void RemoveLeftovers(LocalStore? store, ByteString set, Session session)
    {
        try
        {
            var count = store?.RemoveLeftovers(name => VolumeName.IsOfSet(name, set)) ?? 0;
            if (count > 0)
            {
                session.Report.Note(
                    $"removed {Human.Count(count, "unfinished volume", "unfinished volumes")} of runs that were cut off"
                );
            }
        }
        catch (StoreException failure)
        {
            // The archive is complete all the same.
            session.Report.Note(failure.Message);
        }
    }

    /// <summary>The store is not touched; if one is named and is there, what is in it is left out as in a backup.</summary>
    private async Task PreviewAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var place = Places.OfOptional(arguments.GetValue(_shared.To));
        var (source, _) = await _source.OpenAsync(arguments, place, session, ct);
        var entries = new EntryList(
            session.Output,
            session.IsJson ? EntryList.Form.Json : EntryList.Form.Paths,
            paths: []
        );
        var result = new BackupPreview(source).Run(entries.Write, new Told(session), ct);
        session.Output.Flush();
        session.Report.Summary(
            new JsonLine.Summary
            {
                Operation = "backup",
                DryRun = true,
                Entries = result.Entries,
                ContentBytes = result.ContentBytes,
                LeftOut = source.LeftOut,
                Problems = JsonText.Of(result.Problems),
                ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
                ExitStatus = ExitCode.Of(session.Reasons),
                ExitReasons = JsonText.Of(session.Reasons),
            }
        );
    }

    private static PipeSink OpenPipe(CancellationToken ct)
    {
        StandardOutput.ThrowIfClosed();
        return Console.IsOutputRedirected
            ? new PipeSink(new StandardOutput(ct))
            : throw new UsageException(
                "volumes are not for a terminal: send standard output to a file or a program"
            );
    }

    private static JsonLine.Summary Summarize(
        BackupResult result,
        ByteString set,
        long leftOut,
        Session session
    )
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
            LeftOut = leftOut,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };
    }
}
