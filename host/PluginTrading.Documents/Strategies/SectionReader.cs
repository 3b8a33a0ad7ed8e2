using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads one of the five sections: conditions, a script or a plugin's section.</summary>
internal sealed class SectionReader(DocumentScope scope)
{
    /// <summary>The section, or <see langword="null"/> when it has an error or is not there.</summary>
    public SectionDefinition? Read(SourceValue? value, SectionKind kind)
    {
        if (value is not { Kind: JsonValueKind.Object })
            return null;
        if (value["cooldown_seconds"] is { } cooldown && !SectionField.HasCooldown(kind))
        {
            var having = SectionField.All.Where(s => SectionField.HasCooldown(s.Kind)).Select(s => s.Name).ToList();
            scope.Diagnostics.Error(
                DiagnosticRule.CooldownNotHere, cooldown.Path,
                $"'{SectionField.Of(kind)}' has no cooldown; 'cooldown_seconds' belongs to {SchemaMessages.Quoted(having)}", new(Allowed: having, AboutName: true));
        }

        SectionDefinition? section = value["conditions"] is not null ? Conditions(value) : value["script"] is not null ? Script(value) : scope.CodeSections.GetValueOrDefault(kind) ?? Plugin(value);
        return section is null || !scope.Diagnostics.IsClean(value) ? null : section with
        {
            MinConfidence = value["min_confidence"]?.Double() ?? 0,
            CooldownSeconds = value["cooldown_seconds"]?.Double(),
        };
    }

    private ConditionSection? Conditions(SourceValue value) =>
        new ConditionReader(scope).Group(value) is { } group ? new ConditionSection { Group = group } : null;

    private CodeSection? Script(SourceValue value)
    {
        if (value["script"] is not { Kind: JsonValueKind.String } script || !scope.Diagnostics.IsClean(script) || scope.ExistingFile(script.Text, script.Path) is not { } file)
            return null;
        var loaded = ScriptFindings.Load(scope, file, script);
        if (loaded?.CreateSection is { } create)
            return new CodeSection { Create = create };
        if (loaded?.DefineStrategy is not null)
            scope.Diagnostics.Error(DiagnosticRule.ScriptProblem, script.Path, $"'{script.Text}' is a whole strategy, not a section; name it in a session's 'strategies'");
        else if (loaded is not null)
            scope.Diagnostics.Error(DiagnosticRule.ScriptProblem, script.Path, $"'{script.Text}' does not hold a section");
        return null;
    }

    private CodeSection? Plugin(SourceValue value)
    {
        if (value["plugin"] is not { Kind: JsonValueKind.String } name || !scope.Diagnostics.IsClean(name))
            return null;
        var sections = scope.Schemas.Catalog.Sections;
        if (!sections.TryGetValue(name.Text, out var factory))
        {
            UnknownComponent.Report(scope.Diagnostics, name, "section", [.. sections.Keys]);
            return null;
        }

        var given = ComponentParameters.Read(scope, $"section {name.Text}", $"'{name.Text}'", factory.Parameters, value);
        var parameters = given is null ? null : ComponentParameters.Complete(scope, factory.Parameters, given, value, _ => null);
        return parameters is null ? null : new CodeSection { Create = factory.Create, Parameters = parameters };
    }
}
