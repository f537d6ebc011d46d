using Tarn.Format.Bytes;
using Tarn.Linux;

namespace Tarn.Stores.Local;

/// <summary>A file or a device that is in no store.</summary>
public static class LocalFile
{
    /// <summary>Opens a regular file or a block device; the caller disposes it.</summary>
    /// <exception cref="StoreException">It cannot be opened, or is neither.</exception>
    public static IBlob Open(ByteString path)
    {
        try
        {
            var file = InputFile.Open(path, out var length);
            return new LocalBlob(".", path.ToString(), file, length);
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(path.ToString(), $"cannot open {Printable.Quoted(path)}", error);
        }
    }

    /// <summary>The regular files in a directory and beneath it, or else the path itself.</summary>
    /// <exception cref="StoreException">A directory cannot be read.</exception>
    public static IReadOnlyList<ByteString> ListAt(ByteString path)
    {
        try
        {
            return [.. InputFile.FilesAt(path)];
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(path.ToString(), $"cannot list {Printable.Quoted(path)}", error);
        }
    }
}
