namespace PluginTrading.Convention.Tests;

public sealed class SourceFileTests
{
    private const int MostLines = 400;

    /// <summary>Files that are compiled into several projects, or stand in for another project's, and so have a namespace of their own.</summary>
    private static readonly Dictionary<string, string> OwnNamespaces = new(StringComparer.Ordinal)
    {
        ["tests/PluginTrading.Results.Tests/SampleRun.cs"] = "PluginTrading.Tests",
        ["tests/TestPlugins/NextMajorSdk/IPlugin.cs"] = "PluginTrading.Sdk.Plugins",
        ["tests/TestPlugins/NextMinorSdk/IPlugin.cs"] = "PluginTrading.Sdk.Plugins",
    };

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        SourceFile.All().Where(f => f.Lines > MostLines).Select(f => $"{f.Path} has {f.Lines} lines").ShouldBeEmpty();

    [Fact]
    public void Namespace_is_project_and_folder()
    {
        var projects = RepositoryFiles.Projects();
        var files = SourceFile.All();

        files.Where(f => f.Namespaces.Count > 0)
            .Select(f => (f.Path, Found: string.Join(", ", f.Namespaces), Expected: OwnNamespaces.GetValueOrDefault(f.Path) ?? f.ExpectedNamespace(projects)))
            .Where(f => f.Expected is not null && f.Found != f.Expected).Select(f => $"{f.Path} is in {f.Found}, not in {f.Expected}").ShouldBeEmpty();
        files.Count(f => f.ExpectedNamespace(projects) == "PluginTrading.Convention.Tests").ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Code_outside_any_project_is_a_sample_or_shared_by_the_tests()
    {
        var projects = RepositoryFiles.Projects();

        SourceFile.All().Where(f => f.ExpectedNamespace(projects) is null)
            .Select(f => f.Path).Where(p => !p.StartsWith("samples/", StringComparison.Ordinal) && !p.StartsWith("tests/Shared/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_namespace_of_its_own_is_still_needed()
    {
        var projects = RepositoryFiles.Projects();
        var files = SourceFile.All().ToDictionary(f => f.Path);

        foreach (var (path, own) in OwnNamespaces)
        {
            files.ShouldContainKey(path);
            files[path].Namespaces.ShouldBe([own]);
            files[path].ExpectedNamespace(projects).ShouldNotBe(own);
        }
    }

    [Theory]
    [InlineData("host/A/One.cs", "A")]
    [InlineData("host/A/Checks/Deep/One.cs", "A.Checks.Deep")]
    [InlineData("tests/TestPlugins/B/One.cs", "TestPlugins.B")]
    [InlineData("host/AB/One.cs", null)]
    public void Expected_namespace_follows_the_folders(string path, string? expected) =>
        new SourceFile(path, "").ExpectedNamespace([ProjectFile.Parse("host/A/A.csproj", "<Project/>"), ProjectFile.Parse("tests/TestPlugins/B/B.csproj", "<Project/>")]).ShouldBe(expected);

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\nb", 2)]
    public void Last_line_counts_with_and_without_its_line_break(string text, int lines) => new SourceFile("a.cs", text).Lines.ShouldBe(lines);

    [Fact]
    public void Every_declared_namespace_is_seen() =>
        new SourceFile("a.cs", "using A;\n\nnamespace A.B;\nnamespace C\n{\n}\n// namespace D\n    namespace E;\n").Namespaces.ShouldBe(["A.B", "C"]);
}
