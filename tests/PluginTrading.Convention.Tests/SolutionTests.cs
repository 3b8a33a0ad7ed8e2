using System.Text.RegularExpressions;

namespace PluginTrading.Convention.Tests;

public sealed partial class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution_and_nothing_else() =>
        ProjectLine().Matches(RepositoryFiles.Text("PluginTrading.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/'))
            .ShouldBe(RepositoryFiles.Ending(".csproj"), ignoreOrder: true);

    [Fact]
    public void Every_host_and_first_party_plugin_project_has_a_test_project()
    {
        var projects = RepositoryFiles.Projects();

        projects.Where(p => p.TopFolder is "sdk" or "host" or "plugins").Select(p => $"{p.Name}.Tests")
            .Except(projects.Where(p => p.TopFolder == "tests").Select(p => p.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void No_test_project_is_empty() =>
        RepositoryFiles.Projects().Where(p => p.TopFolder == "tests" && p.Name.EndsWith(".Tests", StringComparison.Ordinal))
            .Where(p => !RepositoryFiles.Ending(".cs").Any(f =>
                f.StartsWith($"tests/{p.Name}/", StringComparison.Ordinal) && TestAttribute().IsMatch(RepositoryFiles.Text(f))))
            .Select(p => p.Name).ShouldBeEmpty();

    [GeneratedRegex(@"^\s*\[(Fact|Theory)", RegexOptions.Multiline)]
    private static partial Regex TestAttribute();

    [GeneratedRegex("""
        ^Project\("[^"]+"\) = "[^"]+", "([^"]+\.csproj)"
        """, RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
