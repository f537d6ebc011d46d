namespace Tarn.Stores.Wrappers;

/// <summary>The counters that a counting store shares with its blobs and writers.</summary>
internal sealed class StoreCounts
{
    private long _lists;
    private long _opens;
    private long _reads;
    private long _bytesRead;
    private long _creates;
    private long _bytesWritten;
    private long _commits;

    public long Lists => Interlocked.Read(ref _lists);
    public long Opens => Interlocked.Read(ref _opens);
    public long Reads => Interlocked.Read(ref _reads);
    public long BytesRead => Interlocked.Read(ref _bytesRead);
    public long Creates => Interlocked.Read(ref _creates);
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);
    public long Commits => Interlocked.Read(ref _commits);

    public void AddList() => Interlocked.Increment(ref _lists);

    public void AddOpen() => Interlocked.Increment(ref _opens);

    public void AddRead(int countBytes)
    {
        Interlocked.Increment(ref _reads);
        Interlocked.Add(ref _bytesRead, countBytes);
    }

    public void AddCreate() => Interlocked.Increment(ref _creates);

    public void AddWrite(int countBytes) => Interlocked.Add(ref _bytesWritten, countBytes);

    public void AddCommit() => Interlocked.Increment(ref _commits);
}
