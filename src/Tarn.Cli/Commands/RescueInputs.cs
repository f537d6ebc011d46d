using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Format.Bytes;
using Tarn.Scanning;
using Tarn.Stores;
using Tarn.Stores.Local;

namespace Tarn.Cli.Commands;

/// <summary>What a rescue looks into: files, all in directories, devices, and what comes through a pipe.</summary>
internal sealed class RescueInputs : IAsyncDisposable
{
    private readonly List<ScanInput> _inputs = [];
    private SpooledBlob? _spooled;

    /// <summary>All of them.</summary>
    public IReadOnlyList<ScanInput> All => _inputs;

    /// <summary>Takes what arguments name; a pipe is read to its end.</summary>
    /// <exception cref="StoreException">A directory cannot be read.</exception>
    public async Task AddAsync(IEnumerable<string> what, CancellationToken ct)
    {
        foreach (var argument in what)
        {
            if (argument == Places.Pipe)
            {
                await AddPipeAsync(ct);
                continue;
            }
            foreach (var file in LocalFile.ListAt(SurrogateEscape.Encode(argument)))
            {
                _inputs.Add(
                    new ScanInput(Printable.Of(file.Span), _ => ValueTask.FromResult(LocalFile.Open(file)))
                );
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_spooled is not null)
        {
            await _spooled.DisposeAsync();
        }
    }

    private async Task AddPipeAsync(CancellationToken ct)
    {
        if (_spooled is not null)
        {
            throw new UsageException("standard input can be read once only: name - once");
        }
        await using var input = new StandardInput(ct);
        _spooled = await SpooledBlob.ReadAsync(input, ct);
        _inputs.Add(_spooled.ToInput("standard input"));
    }
}
