using Tarn.Format.Model;
using Tarn.Restoring;
using Tarn.Tests.Format;
using Xunit;

namespace Tarn.Tests.Operations;

public sealed class RenamingTests
{
    private const int Names = 500;

    [Fact]
    public void Names_that_were_given_are_remembered_beyond_memory()
    {
        using var renaming = new Renaming(stripComponents: 1, memoryLimit: 64);
        for (var number = 0; number < Names; number++)
        {
            Assert.False(Clashes(renaming, Sample.File($"first/file-{number}")));
            Assert.False(Clashes(renaming, Sample.Directory($"first/directory-{number}")));
        }
        for (var number = 0; number < Names; number++)
        {
            Assert.True(Clashes(renaming, Sample.File($"second/file-{number}")));
            Assert.True(Clashes(renaming, Sample.File($"second/directory-{number}")));
            Assert.False(Clashes(renaming, Sample.Directory($"second/directory-{number}")));
            Assert.False(Clashes(renaming, Sample.File($"second/other-{number}")));
        }
    }

    private static bool Clashes(Renaming renaming, Entry entry) =>
        renaming.FindClash(entry, renaming.Apply(entry)!) is not null;
}
