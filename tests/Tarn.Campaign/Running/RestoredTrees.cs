using System.Text.RegularExpressions;
using Tarn.Acceptance.Harness;
using Tarn.Campaign.Oracle;

namespace Tarn.Campaign.Running;

/// <summary>Reads what was brought back: one archive beneath a directory, or several, each beneath its id.</summary>
internal static partial class RestoredTrees
{
    private static readonly RestoredTree Nothing = new(
        new Dictionary<string, TreeItem>(),
        new Dictionary<string, byte[]>(),
        new Dictionary<string, RestoredTree>()
    );

    internal static RestoredTree Read(string into, Expectation expectation)
    {
        var archive = expectation.Archive;
        if (expectation.NothingIsLeft && archive.Inner.Count > 0)
        {
            // What was found can only be volumes within the volume.
            return Nothing with { Inner = new Dictionary<string, RestoredTree> { [""] = Read(into, []) } };
        }
        var ids = Directory.Exists(into)
            ? Directory
                .GetDirectories(into)
                .Select(path => Path.GetFileName(path))
                .Where(name => Id().IsMatch(name))
                .ToList()
            : [];
        return Read(ids.Contains(archive.Id) ? $"{into}/{archive.Id}" : into, ids) with
        {
            Inner = ids.Where(id => id != archive.Id).ToDictionary(id => id, id => Read($"{into}/{id}", [])),
        };
    }

    private static RestoredTree Read(string root, List<string> leftOut)
    {
        var items = new Dictionary<string, TreeItem>(StringComparer.Ordinal);
        var partials = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (Directory.Exists(root))
        {
            foreach (var (path, item) in TreeListing.Of("", root).Items)
            {
                var name = path.TrimStart('/');
                if (leftOut.Contains(name.Split('/')[0]))
                {
                    continue;
                }
                items.Add(name, item with { Group = item.Group.TrimStart('/') });
                if (item.Type == '-' && name.EndsWith(".partial", StringComparison.Ordinal))
                {
                    using var file = Posix.OpenRead($"{root}/{name}");
                    using var content = new MemoryStream();
                    file.CopyTo(content);
                    partials.Add(name, content.ToArray());
                }
            }
        }
        return Nothing with { Items = items, Partials = partials };
    }

    [GeneratedRegex("^[0-9a-f]{12}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
