namespace PluginTrading.Convention.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void Every_project_references_only_what_the_design_allows() => RepositoryFiles.Projects().SelectMany(DependencyRules.Violations).ShouldBeEmpty();

    [Fact]
    public void Every_reference_is_a_project_of_this_repository()
    {
        var projects = RepositoryFiles.Projects();

        projects.SelectMany(p => p.References).Except(projects.Select(p => p.Path)).ShouldBeEmpty();
        projects.ShouldContain(p => p.Name == "PluginTrading.Engine" && p.References.Contains("sdk/PluginTrading.Sdk/PluginTrading.Sdk.csproj"));
    }

    [Fact]
    public void References_are_written_in_project_files_only() =>
        RepositoryFiles.Ending(".props").Concat(RepositoryFiles.Ending(".targets")).Where(f => f != "plugins/Bundle.targets")
            .Where(f => RepositoryFiles.Text(f).Contains("<ProjectReference", StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("sdk/PluginTrading.Sdk", "host/PluginTrading.Engine", false)]
    [InlineData("sdk/PluginTrading.Sdk", "sdk/PluginTrading.Sdk.Testing", false)]
    [InlineData("sdk/PluginTrading.Sdk.Testing", "sdk/PluginTrading.Sdk", true)]
    [InlineData("sdk/PluginTrading.Sdk.Testing", "host/PluginTrading.Engine", false)]
    [InlineData("host/PluginTrading.Engine", "sdk/PluginTrading.Sdk", true)]
    [InlineData("host/PluginTrading.Engine", "host/PluginTrading.Simulation", false)]
    [InlineData("host/PluginTrading.Engine", "host/PluginTrading.Service", false)]
    [InlineData("host/PluginTrading.Data", "host/PluginTrading.Engine", false)]
    [InlineData("host/PluginTrading.Data", "host/PluginTrading.Service", false)]
    [InlineData("host/PluginTrading.Documents", "host/PluginTrading.Service", false)]
    [InlineData("host/PluginTrading.Simulation", "host/PluginTrading.Engine", true)]
    [InlineData("host/PluginTrading.Simulation", "host/PluginTrading.Data", false)]
    [InlineData("host/PluginTrading.Service", "host/PluginTrading.Cli", false)]
    [InlineData("host/PluginTrading.Service", "host/PluginTrading.Dashboard", false)]
    [InlineData("host/PluginTrading.Dashboard", "host/PluginTrading.Engine", false)]
    [InlineData("host/PluginTrading.Cli", "host/PluginTrading.Service", true)]
    [InlineData("host/PluginTrading.Cli", "plugins/PluginTrading.Indicators", false)]
    [InlineData("plugins/PluginTrading.Indicators", "sdk/PluginTrading.Sdk", true)]
    [InlineData("plugins/PluginTrading.Indicators", "host/PluginTrading.Engine", false)]
    [InlineData("plugins/PluginTrading.Indicators", "plugins/PluginTrading.Other", false)]
    [InlineData("samples/PluginTrading.Samples.Any", "sdk/PluginTrading.Sdk", true)]
    [InlineData("samples/PluginTrading.Samples.Any", "plugins/PluginTrading.Indicators", false)]
    [InlineData("tests/TestPlugins/Faulty", "host/PluginTrading.Engine", false)]
    [InlineData("tests/PluginTrading.Cli.Tests", "host/PluginTrading.Cli", true)]
    [InlineData("tests/PluginTrading.Service.Tests", "host/PluginTrading.Cli", false)]
    public void Arrows_of_the_design(string from, string to, bool allowed) =>
        DependencyRules.Violations(Project(from, $"""<ProjectReference Include="$(RepositoryRoot){File(to)}" />""")).Any().ShouldBe(!allowed);

    [Fact]
    public void Host_project_that_no_rule_names_is_a_violation() =>
        DependencyRules.Violations(Project("host/PluginTrading.New", "")).ShouldHaveSingleItem().ShouldContain("host/PluginTrading.New/PluginTrading.New.csproj is not in the list");

    [Fact]
    public void Package_and_assembly_file_of_the_sdk_are_violations_and_an_analyzer_is_not() =>
        DependencyRules.Violations(Project("sdk/PluginTrading.Sdk", """<PackageReference Include="Polly" /><PackageReference Include="Lint" PrivateAssets="all" /><Reference Include="Engine.dll" />"""))
            .ShouldBe(
            [
                "sdk/PluginTrading.Sdk/PluginTrading.Sdk.csproj references the file Engine.dll; reference a project or a package",
                "sdk/PluginTrading.Sdk/PluginTrading.Sdk.csproj may not reference the package Polly: the SDK stands on the base library alone",
            ]);

    [Fact]
    public void Relative_reference_is_read_from_the_project_s_folder() =>
        Project("host/PluginTrading.Data", """<ProjectReference Include="..\..\sdk/./PluginTrading.Sdk\PluginTrading.Sdk.csproj" />""").References
            .ShouldBe(["sdk/PluginTrading.Sdk/PluginTrading.Sdk.csproj"]);

    private static ProjectFile Project(string folder, string items) => ProjectFile.Parse(File(folder), $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>""");

    private static string File(string folder) => $"{folder}/{Path.GetFileName(folder)}.csproj";
}
