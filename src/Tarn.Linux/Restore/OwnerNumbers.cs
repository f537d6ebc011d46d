using System.Collections.Concurrent;
using Tarn.Format.Bytes;
using Tarn.Format.Model;
using Tarn.Linux.Native;

namespace Tarn.Linux.Restore;

/// <summary>
/// The numbers that owners have on this system; each name is asked for once as long as there are not very many.
/// Thread-safe.
/// </summary>
internal sealed class OwnerNumbers(bool numericOwner)
{
    /// <summary>Names remembered of either kind, or a few more.</summary>
    private const int MostKnown = 10_000;

    private readonly ConcurrentDictionary<ByteString, uint?> _users = new();
    private readonly ConcurrentDictionary<ByteString, uint?> _groups = new();

    /// <summary>By name if this system knows it, otherwise by number.</summary>
    internal uint UserOf(Metadata metadata) =>
        Known(_users, metadata.UserName, AccountCalls.UserId) ?? metadata.UserId;

    /// <summary>By name if this system knows it, otherwise by number.</summary>
    internal uint GroupOf(Metadata metadata) =>
        Known(_groups, metadata.GroupName, AccountCalls.GroupId) ?? metadata.GroupId;

    private uint? Known(
        ConcurrentDictionary<ByteString, uint?> known,
        ByteString name,
        Func<ByteString, uint?> ask
    )
    {
        if (numericOwner || name.IsEmpty || name.Span.Contains((byte)0))
        {
            return null;
        }
        if (known.TryGetValue(name, out var number))
        {
            return number;
        }
        if (known.Count >= MostKnown)
        {
            known.Clear();
        }
        return known.GetOrAdd(name, ask);
    }
}
