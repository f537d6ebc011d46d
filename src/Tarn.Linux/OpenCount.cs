namespace Tarn.Linux;

/// <summary>How many directories are open. Thread-safe.</summary>
internal sealed class OpenCount
{
    private int _value;

    internal int Value => Volatile.Read(ref _value);

    internal void Increment() => Interlocked.Increment(ref _value);

    internal void Decrement() => Interlocked.Decrement(ref _value);
}
