using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Tarn.Format.Bytes;
using Tarn.Linux;
using Tarn.Stores;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Tarn.Tests;

/// <summary>
/// Rules of the house that the compiler cannot see. A dependency through a constant alone stays unseen, because the
/// compiler puts the value in its place.
/// </summary>
public sealed partial class HouseRulesTests
{
    /// <summary>The folders of Tarn.Format, each knowing only those before it.</summary>
    private static readonly string[] FormatFolders =
    [
        "Bytes",
        "Filters",
        "Model",
        "Tar",
        "Segments",
        "Index",
        "Volumes",
    ];

    /// <summary>Which projects a project may know; ARCHITECTURE.md says why.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Tarn.Format"] = [],
        ["Tarn.Linux"] = ["Tarn.Format"],
        // Tarn.Linux for durable files, whose paths are bytes of Tarn.Format.
        ["Tarn.Stores"] = ["Tarn.Format", "Tarn.Linux"],
        ["Tarn"] = ["Tarn.Format", "Tarn.Linux", "Tarn.Stores"],
        // Tarn.Linux for the rules of restoring.
        ["Tarn.Cli"] = ["Tarn", "Tarn.Format", "Tarn.Linux", "Tarn.Stores"],
    };

    /// <summary>Where a run has to go on whatever happens: CLI top, stage boundary, per-file guard.</summary>
    private static readonly string[] MayCatchEverything =
    [
        // Tells of whatever ended the run, and gives it its exit status.
        "src/Tarn.Cli/Program.cs",
        // Passes on what ended a stage, once the other stages have ended.
        "src/Tarn/Pipeline/Stages.cs",
    ];

    private static readonly Assembly[] Assemblies =
    [
        typeof(ByteString).Assembly,
        typeof(FileSystemException).Assembly,
        typeof(IStore).Assembly,
        Assembly.Load("Tarn"),
    ];

    private static readonly Architecture Architecture = new ArchLoader().LoadAssemblies(Assemblies).Build();

    public static TheoryData<string, string> FoldersBelowFolders
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            for (var upper = 1; upper < FormatFolders.Length; upper++)
            {
                foreach (var lower in FormatFolders[..upper])
                {
                    pairs.Add(lower, FormatFolders[upper]);
                }
            }
            return pairs;
        }
    }

    public static TheoryData<string> Projects => [.. AllowedReferences.Keys];

    [Theory]
    [MemberData(nameof(FoldersBelowFolders))]
    public void A_folder_of_the_format_does_not_know_those_above_it(string lower, string upper)
    {
        var above = Types().That().ResideInNamespaceMatching($@"^Tarn\.Format\.{upper}(\.|$)");
        var rule = Types()
            .That()
            .ResideInNamespaceMatching($@"^Tarn\.Format\.{lower}(\.|$)")
            .Should()
            .NotDependOnAny(above)
            .WithoutRequiringPositiveResults();
        var violations = rule.Evaluate(Architecture).Where(result => !result.Passed);
        Assert.Empty(violations.Select(result => result.Description));
    }

    [Fact]
    public void Every_folder_of_the_format_has_its_place_in_the_order()
    {
        var found = Assemblies[0]
            .GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(type => type.Namespace?.Split('.').ElementAtOrDefault(2))
            .OfType<string>();
        Assert.Empty(found.Except(FormatFolders, StringComparer.Ordinal));
    }

    [Fact]
    public void Stores_use_of_Linux_only_files_and_errors_and_of_the_format_only_bytes()
    {
        var others = Types()
            .That()
            .ResideInNamespaceMatching(@"^Tarn\.(Linux|Format)(\.|$)")
            .And()
            .DoNotResideInNamespaceMatching(@"^Tarn\.(Linux\.Durable|Format\.Bytes)$")
            .And()
            .AreNot(typeof(FileSystemException), typeof(Errno), typeof(InputFile));
        var rule = Types()
            .That()
            .ResideInNamespaceMatching(@"^Tarn\.Stores(\.|$)")
            .Should()
            .NotDependOnAny(others)
            .WithoutRequiringPositiveResults();
        var violations = rule.Evaluate(Architecture).Where(result => !result.Passed);
        Assert.Empty(violations.Select(result => result.Description));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_whom_it_may(string project)
    {
        var file = Checkout.At($"src/{project}/{project}.csproj");
        var references = XDocument
            .Load(file)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(AllowedReferences[project], StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_has_its_place_in_the_order()
    {
        var projects = Directory
            .EnumerateFiles(Checkout.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .OfType<string>();
        Assert.Empty(projects.Except(AllowedReferences.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void No_static_field_can_be_assigned_again()
    {
        const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var fields = Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !IsWrittenByTheCompiler(type))
            .SelectMany(type => type.GetFields(AnyStatic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral)
            // The compiler's own caches of delegates have names that cannot be written in C#.
            .Where(field => !field.Name.Contains('<', StringComparison.Ordinal) || IsAutoProperty(field));
        Assert.Empty(fields.Select(field => $"{field.DeclaringType}.{field.Name}"));

        static bool IsAutoProperty(FieldInfo field) =>
            field.Name.EndsWith("k__BackingField", StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_is_caught_only_where_a_run_must_go_on()
    {
        var sources = Directory.EnumerateFiles(Checkout.At("src"), "*.cs", SearchOption.AllDirectories);
        var found = sources
            .Where(source => CatchesEverything().IsMatch(File.ReadAllText(source)))
            .Select(source => Path.GetRelativePath(Checkout.Root, source))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            string.Join('\n', MayCatchEverything.Order(StringComparer.Ordinal)),
            string.Join('\n', found)
        );
    }

    /// <summary>
    /// With and without a variable or a filter, and the bare <c>catch</c>; not one whose filter names types, which
    /// catches no more than they.
    /// </summary>
    [GeneratedRegex(
        @"\bcatch\s*(\(\s*(System\.)?Exception\b(?!\s+\w+\)\s*when\s*\(\s*\w+\s+is\s+[A-Z])|\{|when\b)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex CatchesEverything();

    private static bool IsWrittenByTheCompiler(System.Type? type) =>
        type is not null
        && (
            type.IsDefined(typeof(CompilerGeneratedAttribute), false)
            || IsWrittenByTheCompiler(type.DeclaringType)
        );
}
