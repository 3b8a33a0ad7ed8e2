using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Strategies;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads the strategies that a session names: documents, scripts and plugins' strategies.</summary>
internal sealed class SessionStrategyReader(DocumentScope scope)
{
    /// <summary>The strategies without errors, each with where the session names it.</summary>
    public List<(SessionStrategy Strategy, SourceValue Place)> Read(SourceValue? list)
    {
        var strategies = new List<(SessionStrategy Strategy, SourceValue Place)>();
        if (list is not { Kind: JsonValueKind.Array })
            return strategies;
        foreach (var item in list.Items.Where(scope.Diagnostics.IsClean))
        {
            var strategy = item.Kind == JsonValueKind.String ? File(item) : Plugin(item["plugin"]!);
            if (strategy is null)
                continue;
            if (strategies.Find(s => s.Strategy.Definition.Name == strategy.Definition.Name) is { Place: { } first })
            {
                scope.Diagnostics.Error(
                    DiagnosticRule.RepeatedStrategy, item.Path,
                    $"there already is a strategy named '{strategy.Definition.Name}' at {first.Path}; names are the keys of results and must differ", new(strategy.Definition.Name));
            }

            strategies.Add((strategy, item));
        }

        return strategies;
    }

    private SessionStrategy? File(SourceValue item)
    {
        if (scope.ExistingFile(item.Text, item.Path) is not { } file)
            return null;
        return Path.GetExtension(file) == ".json" ? Document(item, file) : Script(item, file);
    }

    private SessionStrategy? Document(SourceValue item, string file)
    {
        var inner = scope.Beside(file);
        var source = JsonSourceReader.ReadFile(file, inner.Diagnostics);
        var definition = source is null ? null : StrategyReader.Read(inner, source);
        scope.OtherFiles.AddRange(inner.Diagnostics.Sorted());
        scope.OtherFiles.AddRange(inner.OtherFiles);
        if (definition is not null && !inner.OtherFiles.Exists(d => d.IsError))
            return new SessionStrategy { Definition = definition, File = file };
        scope.Diagnostics.Error(DiagnosticRule.StrategyInvalid, item.Path, $"the strategy '{item.Text}' has errors", new(item.Text));
        return null;
    }

    private SessionStrategy? Script(SourceValue item, string file)
    {
        var script = ScriptFindings.Load(scope, file, item);
        if (script is null)
            return null;
        if (script.DefineStrategy is { } define)
            return Code(item, $"the script '{item.Text}'", define) is { } definition ? new SessionStrategy { Definition = definition, File = file } : null;
        var found = script.CreateSection is not null ? "one section; name it in a strategy document" : "none";
        scope.Diagnostics.Error(DiagnosticRule.ScriptProblem, item.Path, $"a session needs whole strategies, and '{item.Text}' holds {found}");
        return null;
    }

    private SessionStrategy? Plugin(SourceValue name)
    {
        var strategies = scope.Schemas.Catalog.Strategies;
        if (strategies.TryGetValue(name.Text, out var strategy))
            return Code(name, $"the plugin's strategy '{name.Text}'", () => strategy) is { } definition ? new SessionStrategy { Definition = definition, Plugin = name.Text } : null;
        UnknownComponent.Report(scope.Diagnostics, name, "strategy", [.. strategies.Keys]);
        return null;
    }

    private StrategyDefinition? Code(SourceValue place, string what, Func<StrategyDefinition> define)
    {
        try
        {
            return CodeStrategy.Check(scope, place.Path, what, define());
        }
#pragma warning disable CA1031 // The author's code may throw anything; here is its edge.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            scope.Diagnostics.Error(DiagnosticRule.ScriptProblem, place.Path, $"{what} failed while it was made: {exception.Message}");
            return null;
        }
    }
}
