namespace Tarn.Stores;

/// <summary>A place where blobs live said no. The message says what failed, where, and what to do about it.</summary>
public sealed class StoreException : Exception
{
    /// <summary>What failed about <paramref name="key"/>, with the error underneath if there is one.</summary>
    public StoreException(
        string key,
        string message,
        bool isTransient = false,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        Key = key;
        IsTransient = isTransient;
    }

    /// <summary>The name of the blob in question, or the location of the store when it is about the store itself.</summary>
    public string Key { get; }

    /// <summary>Whether the same call may well succeed a little later without anybody mending anything.</summary>
    public bool IsTransient { get; }
}
