namespace PluginTrading.Convention.Tests;

/// <summary>Which project may reference which: the arrows of the design.</summary>
internal static class DependencyRules
{
    /// <summary>By project of <c>host/</c>: the projects of <c>host/</c> that it may reference, beside any of <c>sdk/</c>. A project that is not listed may not be there.</summary>
    private static readonly Dictionary<string, string[]> Host = new(StringComparer.Ordinal)
    {
        ["PluginTrading.Engine"] = [],
        ["PluginTrading.Data"] = [],
        ["PluginTrading.Scripting"] = [],
        ["PluginTrading.Simulation"] = ["PluginTrading.Engine"],
        ["PluginTrading.Plugins"] = ["PluginTrading.Engine"],
        ["PluginTrading.Results"] = ["PluginTrading.Engine"],
        ["PluginTrading.Documents"] = ["PluginTrading.Engine", "PluginTrading.Simulation"],
        ["PluginTrading.Storage"] = ["PluginTrading.Engine", "PluginTrading.Results"],
        ["PluginTrading.Dashboard"] = [],
        ["PluginTrading.Service"] =
        [
            "PluginTrading.Engine", "PluginTrading.Data", "PluginTrading.Scripting", "PluginTrading.Simulation", "PluginTrading.Plugins",
            "PluginTrading.Results", "PluginTrading.Documents", "PluginTrading.Storage",
        ],
        ["PluginTrading.Cli"] =
        [
            "PluginTrading.Engine", "PluginTrading.Data", "PluginTrading.Scripting", "PluginTrading.Simulation", "PluginTrading.Plugins",
            "PluginTrading.Results", "PluginTrading.Documents", "PluginTrading.Storage", "PluginTrading.Service", "PluginTrading.Dashboard",
        ],
    };

    /// <summary>A sentence about each thing that a project may not reference.</summary>
    public static IEnumerable<string> Violations(ProjectFile project)
    {
        foreach (var reference in project.References.Where(r => !IsAllowed(project, r)))
            yield return $"{project.Path} may not reference {reference}";
        foreach (var assembly in project.Assemblies)
            yield return $"{project.Path} references the file {assembly}; reference a project or a package";
        if (project.Name == "PluginTrading.Sdk")
        {
            foreach (var package in project.Packages)
                yield return $"{project.Path} may not reference the package {package}: the SDK stands on the base library alone";
        }

        if (project.TopFolder == "host" && !Host.ContainsKey(project.Name))
            yield return $"{project.Path} is not in the list of host projects; say there what it may reference";
    }

    private static bool IsAllowed(ProjectFile project, string reference)
    {
        var target = Path.GetFileNameWithoutExtension(reference);
        var top = reference[..reference.IndexOf('/')];
        return project.TopFolder switch
        {
            "sdk" => project.Name != "PluginTrading.Sdk" && top == "sdk",
            "host" => top == "sdk" || (top == "host" && Host.TryGetValue(project.Name, out var allowed) && allowed.Contains(target)),
            "plugins" or "samples" => top == "sdk",
            "tests" when project.Path.StartsWith("tests/TestPlugins/", StringComparison.Ordinal) => top == "sdk" || reference.StartsWith("tests/TestPlugins/", StringComparison.Ordinal),
            "tests" => target != "PluginTrading.Cli" || project.Name == "PluginTrading.Cli.Tests",
            _ => false,
        };
    }
}
