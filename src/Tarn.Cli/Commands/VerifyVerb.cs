using System.CommandLine;
using System.Globalization;
using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Cli.Render.Json;
using Tarn.Sets;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn verify</c>.</summary>
internal sealed class VerifyVerb : IVerb
{
    private readonly SharedOptions _shared;
    private readonly Argument<string?> _store = new("STORE") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string[]> _archives = new("ARCHIVE") { Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _quick = Parsing.Flag("--quick");
    private readonly Option<bool> _hash = Parsing.Flag("--hash");
    private readonly Option<bool> _readData = Parsing.Flag("--read-data");
    private readonly Option<double?> _sample = new("--sample")
    {
        HelpName = "P%",
        CustomParser = Parsing.Of<double?>(TryParseShare, "it is a share of all data: 10%, say"),
    };

    private readonly Option<int?> _jobs = SharedOptions.MakeJobs();

    private readonly ReportOption _report = new();
    private readonly MapOption _map = new();

    /// <summary>The verb.</summary>
    public VerifyVerb(SharedOptions shared)
    {
        _shared = shared;
        Command = new Command("verify")
        {
            _store,
            _archives,
            _quick,
            _hash,
            _readData,
            _sample,
            _jobs,
            shared.Name,
            shared.Json,
            shared.Quiet,
        };
        _report.AddTo(Command);
        _map.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Verify;

    /// <inheritdoc/>
    public Task RunAsync(ParseResult arguments, Session session, CancellationToken ct) =>
        _report.RunAsync(
            arguments,
            session,
            () => _map.RunAsync(arguments, session, () => VerifyAsync(arguments, session, ct))
        );

    private async Task VerifyAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        var options = ReadOptions(arguments);
        var place = Places.Of(arguments.GetValue(_store), "STORE");
        if (place == Places.Pipe)
        {
            throw new UsageException(
                "a pipe cannot be verified here: 'tarn rescue - --list' tells what comes through"
            );
        }
        using var store = Places.Open(place);
        var catalogue = await Catalogue.ReadAsync(store, ct);
        if (ArchiveArguments.TellOfUnknownVersions(catalogue, session))
        {
            session.Add(ExitCode.Reason.Damaged);
        }
        var archives = Choose(catalogue, place, arguments);
        if (catalogue.OtherBlobs > 0 && archives.Any(archive => !archive.IsComplete))
        {
            var files = Human.Count(catalogue.OtherBlobs, "file is", "files are");
            session.Report.Note($"{files} no volume that can be read: what is missing may be there, damaged");
        }
        foreach (var archive in archives)
        {
            var result = await new Watch(session).RunAsync(listener =>
                new Verify(options).RunAsync(store, archive, listener, ct)
            );
            if (result.Map is { } map)
            {
                session.Add($"archive {archive.Id.ToString()[..12]}, by volume", map);
            }
            session.Report.Summary(Summarize(archive, result, session));
        }
    }

    private VerifyOptions ReadOptions(ParseResult arguments)
    {
        var sample = arguments.GetValue(_sample);
        bool[] depths =
        [
            arguments.GetValue(_quick),
            arguments.GetValue(_hash),
            arguments.GetValue(_readData),
            sample is not null,
        ];
        if (depths.Count(isAsked => isAsked) > 1)
        {
            throw new UsageException(
                "only one of --quick, --hash, --read-data and --sample can be asked for"
            );
        }
        if (_map.IsAsked(arguments) && (depths[0] || depths[1] || sample is not null))
        {
            throw new UsageException("--map shows what --read-data finds, which looks at every segment");
        }
        return new VerifyOptions
        {
            Depth =
                arguments.GetValue(_quick) ? VerifyDepth.Quick
                : arguments.GetValue(_hash) ? VerifyDepth.Hash
                : VerifyDepth.ReadData,
            Sample = sample ?? 1,
            Workers = arguments.GetValue(_jobs),
        };
    }

    private ArchiveListing[] Choose(Catalogue catalogue, string place, ParseResult arguments)
    {
        var set = arguments.GetValue(_shared.Name);
        var named = arguments.GetValue(_archives) ?? [];
        ArchiveListing[] archives =
        [
            .. named.Length > 0
                ? named.Select(name => catalogue.Select(name, set)).Distinct()
                : catalogue.Archives.Where(archive => set.IsEmpty || archive.Parameters?.Set == set),
        ];
        return archives.Length > 0
            ? archives
            : throw new ArchiveNotFoundException($"'{place}': {catalogue.DescribeNone(set)}");
    }

    private static bool TryParseShare(string text, out double? share)
    {
        var isNumber = double.TryParse(
            text.TrimEnd('%'),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent
        );
        share = percent / 100;
        return isNumber && text.EndsWith('%') && percent is > 0 and <= 100;
    }

    private static JsonLine.Summary Summarize(ArchiveListing archive, VerifyResult result, Session session) =>
        new()
        {
            Operation = "verify",
            VerifiedArchive = archive.Id.ToString(),
            Entries = result.Entries,
            ContentBytes = archive.ContentBytes,
            WholeEntries = result.Whole,
            StoredBytes = result.StoredBytes,
            Problems = JsonText.Of(result.Problems),
            ElapsedSeconds = Math.Round(session.Elapsed.TotalSeconds, 3),
            ExitStatus = ExitCode.Of(session.Reasons),
            ExitReasons = JsonText.Of(session.Reasons),
        };
}
