using Microsoft.Win32.SafeHandles;

namespace Tarn.Stores.Local;

/// <summary>A file opened for reading. Owns <paramref name="file"/>.</summary>
/// <param name="storePath">The store it is in, for messages.</param>
/// <param name="name">Its name there.</param>
/// <param name="file">The file.</param>
/// <param name="length">Its length, bytes.</param>
internal sealed class LocalBlob(string storePath, string name, SafeFileHandle file, long length) : IBlob
{
    public long Length { get; } = length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ct.ThrowIfCancellationRequested();
        var wanted = (int)Math.Min(buffer.Length, Math.Max(0, Length - offset));
        var count = 0;
        try
        {
            while (count < wanted)
            {
                var piece = RandomAccess.Read(file, buffer.Span[count..wanted], offset + count);
                if (piece == 0)
                {
                    break;
                }
                count += piece;
            }
        }
        catch (IOException error)
        {
            throw LocalFailure.Of(
                name,
                $"cannot read '{name}' in '{storePath}' at byte {offset + count}",
                error
            );
        }
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }
}
