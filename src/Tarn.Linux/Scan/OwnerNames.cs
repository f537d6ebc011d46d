using Tarn.Format.Bytes;
using Tarn.Linux.Native;

namespace Tarn.Linux.Scan;

/// <summary>Names of users and groups, each asked for once as long as there are not very many. Not thread-safe.</summary>
internal sealed class OwnerNames
{
    /// <summary>Names remembered of either kind.</summary>
    private const int MostKnown = 10_000;

    private readonly Dictionary<uint, ByteString> _users = [];
    private readonly Dictionary<uint, ByteString> _groups = [];

    /// <summary>Empty if the number has no name.</summary>
    internal ByteString OfUser(uint id) => Remembered(_users, id, AccountCalls.UserName);

    /// <summary>Empty if the number has no name.</summary>
    internal ByteString OfGroup(uint id) => Remembered(_groups, id, AccountCalls.GroupName);

    private static ByteString Remembered(
        Dictionary<uint, ByteString> known,
        uint id,
        Func<uint, ByteString> ask
    )
    {
        if (!known.TryGetValue(id, out var name))
        {
            name = ask(id);
            if (known.Count == MostKnown)
            {
                known.Clear();
            }
            known.Add(id, name);
        }
        return name;
    }
}
