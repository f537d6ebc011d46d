using Microsoft.Win32.SafeHandles;

namespace Tarn.Cli.Render;

/// <summary>
/// Standard output as bytes. Unlike the console's own stream it fails when nobody takes them, so that no run ends well
/// whose output is lost; and waiting for the other end of a pipe can be cancelled. Not buffered.
/// </summary>
/// <param name="ct">Ends waiting.</param>
internal sealed class StandardOutput(CancellationToken ct) : OneWayStream
{
    private const int Descriptor = 1;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        using var file = Open();
        try
        {
            file.Write(buffer);
        }
        catch (IOException failure)
        {
            throw new IOException($"cannot write to standard output: {failure.Message}", failure.HResult);
        }
        Share(file);
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var file = Open();
        await file.WriteAsync(buffer, CancellationToken.None).AsTask().WaitAsync(ct);
        Share(file);
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <summary>
    /// Where the descriptor stands now: others write to the same file in between, at least standard error
    /// (<c>tarn ls STORE > LOG 2>&amp;1</c>), and .NET writes to regular files by offset.
    /// </summary>
    private static FileStream Open() =>
        new(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Moves the descriptor to where the bytes end, for the others. Asking for the handle does it.</summary>
    private static void Share(FileStream file) => _ = file.SafeFileHandle;
}
