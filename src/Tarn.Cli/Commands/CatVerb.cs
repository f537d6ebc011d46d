using System.CommandLine;
using Tarn.Cli.Render;

namespace Tarn.Cli.Commands;

/// <summary><c>tarn cat</c>.</summary>
internal sealed class CatVerb : IVerb
{
    private readonly ArchiveArguments _archive;

    /// <summary>The verb.</summary>
    public CatVerb(SharedOptions shared)
    {
        _archive = new ArchiveArguments(shared, isForOnePath: true);
        Command = new Command("cat");
        _archive.AddTo(Command);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public string Help => HelpTexts.Cat;

    /// <inheritdoc/>
    public async Task RunAsync(ParseResult arguments, Session session, CancellationToken ct)
    {
        if (_archive.Paths(arguments) is not [var path])
        {
            throw new UsageException("'cat' writes one file: name one PATH");
        }
        await using var content = new StandardOutput(ct);
        var place = _archive.Place(arguments);
        if (place == Places.Pipe)
        {
            _archive.ThrowIfChoosing(arguments);
            await using var volumes = new StandardInput(ct);
            await new PipedArchive(volumes).CopyContentAsync(path, content, ct);
            return;
        }
        using var store = Places.Open(place);
        var archive = await _archive.FindAsync(arguments, store, session, ct);
        using var browse = new Browse(store, archive, new Told(session));
        await browse.CopyContentAsync(path, content, ct);
    }
}
