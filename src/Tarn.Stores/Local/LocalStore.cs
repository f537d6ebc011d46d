using Tarn.Format.Bytes;
using Tarn.Linux;
using Tarn.Linux.Durable;

namespace Tarn.Stores.Local;

/// <summary>
/// A directory of volumes: each blob a regular file of that name. One being written has a temporary name that begins
/// with a dot; a killed process leaves it behind, for a rescue to look into, until somebody says that it is worthless
/// (<see cref="RemoveLeftovers"/>). Files of other kinds, and those whose names
/// begin with a dot, are as if they were not there.
/// </summary>
public sealed class LocalStore : IStore, IDisposable
{
    private readonly string _path;
    private readonly DurableDirectory _directory;

    private LocalStore(string path, DurableDirectory directory)
    {
        _path = path;
        _directory = directory;
    }

    /// <summary>
    /// The store in the directory <paramref name="path"/>, which is made with its parents if it is missing and
    /// <paramref name="create"/> is set. The caller disposes it, after its writers.
    /// </summary>
    /// <exception cref="StoreException">There is no such directory, or it cannot be used.</exception>
    public static LocalStore Open(string path, bool create)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new LocalStore(path, DurableDirectory.Open(ByteString.FromText(path), create));
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(path, $"cannot open the store '{path}'", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IBlobWriter> CreateAsync(string name, CancellationToken ct)
    {
        BlobName.ThrowIfBad(name);
        ct.ThrowIfCancellationRequested();
        var temporaryName = TemporaryName.Make(name);
        try
        {
            var file = _directory.CreateTemporary(temporaryName);
            return ValueTask.FromResult<IBlobWriter>(
                new LocalBlobWriter(_directory, _path, name, temporaryName, file)
            );
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(name, $"cannot begin '{name}' in '{_path}'", error);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<BlobListing> ListAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            var blobs = _directory.List().Select(file => new BlobListing(file.Name, file.Length)).ToArray();
            Array.Sort(blobs, (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return blobs.ToAsyncEnumerable();
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(_path, $"cannot list the store '{_path}'", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IBlob> OpenAsync(string name, CancellationToken ct)
    {
        BlobName.ThrowIfUnusable(name);
        ct.ThrowIfCancellationRequested();
        try
        {
            var file = _directory.OpenRead(name);
            return ValueTask.FromResult<IBlob>(
                new LocalBlob(_path, name, file, RandomAccess.GetLength(file))
            );
        }
        catch (FileSystemException error) when (error.Errno == Errno.ENOENT)
        {
            var message = $"there is no '{name}' in '{_path}': list the store to see what it has";
            throw new StoreException(name, message, isTransient: false, error);
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(name, $"cannot open '{name}' in '{_path}'", error);
        }
    }

    /// <summary>
    /// Removes what killed processes have left of blobs that they were writing; never what is being written now.
    /// </summary>
    /// <param name="isWorthless">Whether nobody will miss what there is of the blob of that name.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="StoreException">The place could not be listed.</exception>
    public int RemoveLeftovers(Predicate<string> isWorthless)
    {
        try
        {
            return _directory
                .ListTemporary()
                .Count(file =>
                    TemporaryName.Parse(file.Name) is { } name
                    && isWorthless(name)
                    && _directory.RemoveLeftover(file.Name)
                );
        }
        catch (FileSystemException error)
        {
            throw LocalFailure.Of(_path, $"cannot list the store '{_path}'", error);
        }
    }

    /// <summary>Lets go of the directory. Blobs that are open can still be read.</summary>
    public void Dispose() => _directory.Dispose();
}
