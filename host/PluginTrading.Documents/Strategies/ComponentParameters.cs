using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Schemas;
using PluginTrading.Sdk.Indicators;

namespace PluginTrading.Documents.Strategies;

/// <summary>Reads a <c>parameters</c> object against what a component declares.</summary>
internal static class ComponentParameters
{
    /// <summary>The given names and values, in written order; empty when left out, <see langword="null"/> after an error.</summary>
    /// <param name="key">Kind and name, as in <c>indicator rsi</c>, for the cache of schemas.</param>
    /// <param name="component">How messages name it.</param>
    /// <param name="owner">The object that may have <c>parameters</c>.</param>
    public static IReadOnlyList<(string Name, double Value)>? Read(
        DocumentScope scope, string key, string component, IReadOnlyList<ParameterDeclaration> declarations, SourceValue owner)
    {
        var parameters = owner["parameters"];
        if (parameters is null)
            return [];
        if (parameters.Kind != JsonValueKind.Object)
            return null; // The skeleton's schema has said so.
        SchemaCheck.Run(scope.Schemas.Parameters(key, declarations), parameters, scope.Diagnostics, component);
        return scope.Diagnostics.IsClean(parameters) ? [.. parameters.Members.Select(m => (m.Name, m.Value.Double()))] : null;
    }

    /// <summary>All declared values with defaults filled in, or <see langword="null"/> after an error.</summary>
    /// <param name="check">The component's own check of parameters against each other.</param>
    public static ParameterValues? Complete(
        DocumentScope scope, IReadOnlyList<ParameterDeclaration> declarations, IReadOnlyList<(string Name, double Value)> given, SourceValue owner, Func<ParameterValues, string?> check)
    {
        var path = owner["parameters"]?.Path ?? owner.Path;
        try
        {
            var values = ParameterValues.Create(declarations, given);
            if (check(values) is not { } problem)
                return values;
            scope.Diagnostics.Error(DiagnosticRule.ParametersDoNotFit, path, problem.TrimEnd('.'));
        }
        catch (ArgumentException exception)
        {
            scope.Diagnostics.Error(DiagnosticRule.OutOfRange, path, exception.Message);
        }
#pragma warning disable CA1031 // A plugin's own check may throw anything; here is the edge of the plugin.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            scope.Diagnostics.Error(DiagnosticRule.ParametersDoNotFit, path, $"the plugin failed while checking these parameters: {exception.Message}");
        }

        return null;
    }
}
