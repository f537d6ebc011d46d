using CsCheck;
using Tarn.Linux.Restore;
using Tarn.Linux.Scan;
using Xunit;

namespace Tarn.Tests.Linux;

public sealed class RoundTripTests
{
    [Fact]
    public void A_restored_tree_is_the_scanned_tree() =>
        RandomTree.Steps.Sample(
            steps =>
            {
                using var source = new TestTree();
                using var target = new TestTree();
                RandomTree.Grow(source, steps);
                var strip = source.Location.Split('/').Length - 2;
                var rules = new RestoreRules { NumericOwner = true };

                using (var restore = RestoreTree.Open(target.Bytes, rules))
                {
                    restore.PutAll(new TreeScanner().Scan([source.Root]), strip);
                }

                var name = source.Root.Name.ToArray();
                Assert.Equal(Snapshot.Of(source.Root), Snapshot.Of(target.PathOf(name)));
            },
            iter: 60,
            threads: 1
        );

    [Fact]
    public void Everything_is_listed_in_the_order_of_paths() =>
        RandomTree.Steps.Sample(
            steps =>
            {
                using var tree = new TestTree();
                RandomTree.Grow(tree, steps);

                var paths = Snapshot
                    .Scan(tree.Root)
                    .Cast<Scanned.Found>()
                    .Select(found => found.Entry.Path)
                    .ToList();

                Assert.Equal(paths.Order(), paths);
                Assert.Equal(paths.Distinct(), paths);
            },
            iter: 60,
            threads: 1
        );
}
