using Tarn.Stores;
using Tarn.Stores.Memory;

namespace Tarn.Tests.Stores;

public sealed class MemoryStoreTests : StoreContract
{
    protected override IStore Store { get; } = new MemoryStore();
}
