using PluginTrading.Sdk.Strategies;
using PluginTrading.Tests;

namespace PluginTrading.Scripting.Tests;

/// <summary>A folder of scripts written by a test.</summary>
internal sealed class ScriptFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string CacheFolder => _folder.File("cache");

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The section in a file of that text, which must compile without a finding.</summary>
    public Func<IStrategySection> Section(string name, string text, ScriptSettings? settings = null)
    {
        var result = new ScriptCompiler(settings ?? new()).CompileSection(Write(name, text));
        result.Diagnostics.ShouldBeEmpty();
        return result.Value!;
    }

    /// <summary>The strategy in a file of that text, which must compile without a finding.</summary>
    public StrategyDefinition Strategy(string name, string text)
    {
        var result = new ScriptCompiler(new()).CompileStrategy(Write(name, text));
        result.Diagnostics.ShouldBeEmpty();
        return result.Value!;
    }

    /// <summary>What is wrong with a file of that text, as <c>line:column ID message</c>; there must not be a value.</summary>
    public IReadOnlyList<string> Findings(string name, string text)
    {
        var result = new ScriptCompiler(new()).Compile(Write(name, text));
        result.Value.ShouldBeNull();
        return [.. result.Diagnostics.Select(d => $"{System.IO.Path.GetRelativePath(Path, d.File)}:{d.Line}:{d.Column} {d.Id} {d.Message}")];
    }

    public void Dispose() => _folder.Dispose();
}
