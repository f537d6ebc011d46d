using System.Reflection;
using Xunit;

namespace Tarn.Tests;

/// <summary>docs/class-layout.md has every public type, and names nothing that is no more.</summary>
public sealed class ClassLayoutTests
{
    private static readonly string[] PublicLayers = ["Tarn.Format", "Tarn.Linux", "Tarn.Stores", "Tarn"];

    private static readonly ILookup<string, Type> Types = PublicLayers
        .Append("Tarn.Cli")
        .SelectMany(layer => Assembly.Load(layer).GetTypes(), (layer, type) => (layer, type))
        .ToLookup(pair => pair.layer, pair => pair.type, StringComparer.Ordinal);

    /// <summary>Classes of tests have files of their own, of the same name.</summary>
    private static readonly HashSet<string> Tests =
    [
        .. Directory
            .EnumerateFiles(Checkout.At("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    private static readonly ClassLayoutPage Page = new(File.ReadLines(Checkout.At("docs/class-layout.md")));

    public static TheoryData<string> Layers => [.. PublicLayers];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_public_type_is_in_the_table_of_its_layer(string layer)
    {
        var missing = Types[layer]
            .Where(type => type.IsVisible)
            .Where(type => !Page.Types.Any(row => IsAbout(row, layer, type)));
        Assert.Empty(missing.Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_public_type_is_in_a_diagram_of_its_layer(string layer)
    {
        var missing = Types[layer]
            .Where(type => type.IsVisible)
            .Where(type => !Page.Drawn.Contains((layer, type.Name)));
        Assert.Empty(missing.Select(type => type.FullName));
    }

    [Fact]
    public void Every_type_in_a_table_is_where_the_page_has_it()
    {
        var gone = Page.Types.Where(row => !Types[row.Layer].Any(type => IsAbout(row, row.Layer, type)));
        Assert.Empty(gone);
    }

    [Fact]
    public void Every_name_in_code_letters_is_that_of_a_type_or_a_test()
    {
        var known = Types.SelectMany(layer => layer).Select(NameOf).Concat(Tests);
        Assert.Empty(Page.Names.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_in_a_diagram_is_that_of_a_type()
    {
        var known = Types.SelectMany(layer => layer).Select(type => type.Name);
        Assert.Empty(Page.Drawn.Select(drawn => drawn.Name).Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_requirement_has_its_tests_or_is_not_yet_met()
    {
        Assert.NotEmpty(Page.Requirements);
        var unshown = Page
            .Requirements.Where(row => !row.MetBy.StartsWith("not yet: ", StringComparison.Ordinal))
            .Where(row => row.Tests is [] || !Tests.IsSupersetOf(row.Tests));
        Assert.Empty(unshown.Select(row => row.Asked));
    }

    private static bool IsAbout((string Layer, string? Folder, string Name) row, string layer, Type type) =>
        row.Layer == layer
        && row.Name == NameOf(type)
        && (
            row.Folder is null
            || $"{type.Namespace}.".StartsWith($"{layer}.{row.Folder}.", StringComparison.Ordinal)
        );

    /// <summary>As the page has it: with the type it is nested in, without its namespace.</summary>
    private static string NameOf(Type type) =>
        type.DeclaringType is { } outer ? $"{NameOf(outer)}.{type.Name}" : type.Name;
}
