using Tarn.Acceptance.Harness;
using Xunit;

namespace Tarn.Acceptance;

/// <summary>What the check of licences in ./test lets pass, on a made-up project with one package.</summary>
public sealed class LicenceTests : IDisposable
{
    private const string Permitted = "<license type=\"expression\">MIT</license>";
    private const string Row = "| Some.Package | 1.2.3 | MIT |";

    private readonly TempDirectory _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(Permitted, "MIT")]
    [InlineData("<license type=\"expression\">GPL-3.0-only OR MIT</license>", "GPL-3.0-only OR MIT")]
    [InlineData("<license type=\"expression\">(MIT AND ISC) OR X</license>", "(MIT AND ISC) OR X")]
    public void A_licence_on_the_list_passes(string stated, string licence)
    {
        Make(stated, $"| Some.Package | 1.2.3 | {licence} |");
        Assert.Equal("OK\n", Check().AssertStatus(0).Text);
    }

    [Theory]
    [InlineData("<license type=\"expression\">GPL-3.0-only</license>", "GPL-3.0-only")]
    [InlineData("<license type=\"expression\">MIT AND GPL-3.0-only</license>", "MIT AND GPL-3.0-only")]
    [InlineData("<license type=\"expression\">MIT WITH strings</license>", "MIT WITH strings")]
    [InlineData("<license type=\"file\">LICENSE.txt</license>", "license: LICENSE.txt")]
    [InlineData("<licenseUrl>https://example.org/MIT</licenseUrl>", "licenseUrl: https://example.org/MIT")]
    [InlineData("", "none stated")]
    public void A_licence_that_is_not_on_the_list_fails(string stated, string licence)
    {
        Make(stated, $"| Some.Package | 1.2.3 | {licence} |");
        Assert.Equal(
            [$"Some.Package 1.2.3: its licence is not on the list: {licence}", "1 findings"],
            Check().AssertStatus(1).Lines
        );
    }

    [Fact]
    public void A_package_is_permitted_by_name_in_one_version_only()
    {
        const string File = "<license type=\"file\">LICENSE.txt</license>";
        const string Names = "\n| package by name | version |\n|---|---|\n| Some.Package | ";
        Make(File, $"| Some.Package | 1.2.3 | license: LICENSE.txt |\n{Names}1.2.3 |");
        Check().AssertStatus(0);
        Make(File, $"| Some.Package | 1.2.3 | license: LICENSE.txt |\n{Names}1.2.4 |");
        Check().AssertStatus(1);
    }

    [Theory]
    [InlineData("", "it has no row in docs/dependencies.md")]
    [InlineData(
        "| Some.Package | 1.2.4 | MIT |",
        "docs/dependencies.md says 1.2.4 under MIT, the package itself MIT"
    )]
    [InlineData(
        "| Some.Package | 1.2.3 | ISC |",
        "docs/dependencies.md says 1.2.3 under ISC, the package itself MIT"
    )]
    public void The_page_says_of_our_own_choices_what_they_are(string row, string finding)
    {
        Make(Permitted, row);
        Assert.Equal([$"Some.Package 1.2.3: {finding}", "1 findings"], Check().AssertStatus(1).Lines);
    }

    [Fact]
    public void What_is_pulled_in_needs_no_row_but_a_licence()
    {
        Make(Permitted, "", type: "Transitive");
        Check().AssertStatus(0);
        Make("<license type=\"expression\">GPL-3.0-only</license>", "", type: "Transitive");
        Check().AssertStatus(1);
    }

    [Fact]
    public void A_row_that_nothing_asks_for_fails()
    {
        Make(Permitted, $"{Row}\n| Other.Package | 1.0.0 | MIT |");
        Assert.Equal(
            ["other.package: it has a row in docs/dependencies.md, and nothing asks for it", "1 findings"],
            Check().AssertStatus(1).Lines
        );
    }

    [Fact]
    public void What_is_not_restored_fails()
    {
        Make(Permitted, Row);
        Directory.Delete(_temp.At("packages"), recursive: true);
        Check().AssertStatus(1);
    }

    [Theory]
    [InlineData("MIT", 0)]
    [InlineData("GPL-3.0-only", 1)]
    public void Packages_of_npm_are_looked_at_as_well(string licence, int status)
    {
        Make(
            Permitted,
            $"{Row}\n\n| npm package | version | licence |\n|---|---|---|\n| lint | 3.0.0 | {licence} |"
        );
        Write("tools/lint/package.json", """{"devDependencies":{"lint":"3.0.0"}}""");
        Write(
            "tools/lint/package-lock.json",
            """{"packages":{"":{},"node_modules/lint":{"version":"3.0.0"}}}"""
        );
        Write("tools/lint/node_modules/lint/package.json", $$"""{"license":"{{licence}}"}""");
        Check().AssertStatus(status);
    }

    [Fact]
    public void Nothing_at_all_is_no_success()
    {
        Write("docs/dependencies.md", "No tables.\n");
        Check().AssertStatus(1);
    }

    private void Make(string stated, string rows, string type = "Direct")
    {
        Write(
            "docs/dependencies.md",
            $"""
            | SPDX | what it asks for |
            |---|---|
            | `MIT` | the notice |
            | `ISC` | the notice |

            | package | version | licence |
            |---|---|---|
            {rows}

            """
        );
        Write(
            "src/Some/packages.lock.json",
            $$"""
            { "dependencies": { "net10.0": { "Some.Package": { "type": "{{type}}", "resolved": "1.2.3" } } } }
            """
        );
        Write(
            "packages/some.package/1.2.3/some.package.nuspec",
            $"""<package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd"><metadata>{stated}</metadata></package>"""
        );
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_temp.At(name))!);
        File.WriteAllText(_temp.At(name), text);
    }

    private ToolResult Check() =>
        Tool.Shell(
            $"NUGET_PACKAGES={_temp.At("packages")} {Checkout.At("tools/checklicences")} {_temp.Path}"
        );
}
