using Microsoft.Win32.SafeHandles;
using Tarn.Linux;

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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
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

    /// <summary>Finds out early that nothing can be written.</summary>
    /// <exception cref="IOException">We were started without it.</exception>
    public static void ThrowIfClosed()
    {
        if (!GivenDescriptor.IsOpen(Descriptor))
        {
            throw new IOException("standard output is closed: send it to a file or a program");
        }
    }

    /// <summary>
    /// Where the descriptor stands now: others write to the same file in between, at least standard error
    /// (<c>tarn ls STORE > LOG 2>&amp;1</c>), and .NET writes to regular files by offset.
    /// </summary>
    private static FileStream Open()
    {
        ThrowIfClosed();
        return new FileStream(
            new SafeFileHandle(Descriptor, ownsHandle: false),
            FileAccess.Write,
            bufferSize: 0
        );
    }

    /// <summary>Moves the descriptor to where the bytes end, for the others. Asking for the handle does it.</summary>
    private static void Share(FileStream file) => _ = file.SafeFileHandle;
}
