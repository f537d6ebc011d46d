using Tarn.Cli.Arguments;
using Tarn.Cli.Render;
using Tarn.Format.Bytes;
using Tarn.Linux;

namespace Tarn.Cli.Commands;

/// <summary>Reads lists from files and from standard input, which can be read only once.</summary>
/// <param name="isInputTaken">Whether standard input holds something else.</param>
internal sealed class Lists(bool isInputTaken)
{
    private const int PieceLength = 64 << 10;

    private bool _isInputTaken = isInputTaken;

    /// <summary>The items of a list.</summary>
    /// <param name="name">Its file, or <c>-</c>.</param>
    /// <param name="isNul">Whether it was said that NULs part them.</param>
    /// <param name="ct">Ends waiting for standard input.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public async Task<IEnumerable<ByteString>> ReadAsync(string name, bool isNul, CancellationToken ct)
    {
        try
        {
            await using var stream = Open(name, ct);
            var list = await ReadAllAsync(stream, ct);
            return ListText.Items(list.GetBuffer().AsSpan(0, (int)list.Length), isNul);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or UsageException)
        {
            throw new UsageException($"the list '{name}' cannot be read: {Describe(failure)}");
        }
    }

    private static string Describe(Exception failure) =>
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException =>
                $"{Errno.Describe(Errno.ENOENT)}; {Errno.Advise(Errno.ENOENT)}",
            UnauthorizedAccessException => "it is no file, or not one that you may read",
            _ => failure.Message.TrimEnd('.'),
        };

    private Stream Open(string name, CancellationToken ct)
    {
        if (name != Places.Pipe)
        {
            return SurrogateEscape.IsNeeded(name)
                ? throw new UsageException("its name must be UTF-8")
                : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        if (_isInputTaken)
        {
            throw new UsageException("standard input can be read only once");
        }
        _isInputTaken = true;
        return new StandardInput(ct);
    }

    private static async Task<MemoryStream> ReadAllAsync(Stream stream, CancellationToken ct)
    {
        var list = new MemoryStream();
        var piece = new byte[PieceLength];
        for (
            var count = await stream.ReadAsync(piece, ct);
            count > 0;
            count = await stream.ReadAsync(piece, ct)
        )
        {
            list.Write(piece, 0, count);
            if (list.Length > Limits.MaxList)
            {
                throw new UsageException($"it has more than {Human.Size(Limits.MaxList)}");
            }
        }
        return list;
    }
}
