using System.Text;

namespace Tarn.Linux.Restore;

/// <summary>Names for what is not finished: with a dot first, and unlike those of other processes. Thread-safe.</summary>
internal sealed class TemporaryNames
{
    private int _last;

    internal byte[] Next() =>
        Encoding.ASCII.GetBytes($".tarn-{Environment.ProcessId}-{(uint)Interlocked.Increment(ref _last)}");
}
