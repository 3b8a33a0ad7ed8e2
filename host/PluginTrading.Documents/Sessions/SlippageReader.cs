using System.Text.Json;
using PluginTrading.Documents.Diagnostics;
using PluginTrading.Documents.Json;
using PluginTrading.Documents.Strategies;
using PluginTrading.Sdk.Orders;
using PluginTrading.Simulation;

namespace PluginTrading.Documents.Sessions;

/// <summary>Reads <c>slippage_pct</c>: a number, a range or a plugin's model.</summary>
internal static class SlippageReader
{
    /// <summary>The model, or <see langword="null"/> when it is not given or has an error.</summary>
    public static ISlippageModel? Read(DocumentScope scope, SourceValue? value)
    {
        if (value is null || !scope.Diagnostics.IsClean(value))
            return null;
        return value.Kind switch
        {
            JsonValueKind.Number => new FixedSlippage(value.Double()),
            JsonValueKind.Array => Range(scope, value),
            _ => Model(scope, value),
        };
    }

    private static UniformSlippage? Range(DocumentScope scope, SourceValue value)
    {
        var (low, high) = (value.Items[0], value.Items[1]);
        if (low.Double() <= high.Double())
            return new UniformSlippage(low.Double(), high.Double());
        scope.Diagnostics.Error(
            DiagnosticRule.WrongBounds, value.Path, $"the bounds of 'slippage_pct' are reversed: [{low.Text}, {high.Text}]", new(Suggestion: $"[{high.Text}, {low.Text}]"));
        return null;
    }

    private static ISlippageModel? Model(DocumentScope scope, SourceValue value)
    {
        var name = value["plugin"]!;
        var models = scope.Schemas.Catalog.SlippageModels;
        if (!models.TryGetValue(name.Text, out var factory))
        {
            UnknownComponent.Report(scope.Diagnostics, name, "slippage model", [.. models.Keys]);
            return null;
        }

        var given = ComponentParameters.Read(scope, $"slippage {name.Text}", $"'{name.Text}'", factory.Parameters, value);
        ISlippageModel? model = null;
        if (given is not null)
        {
            // Making the model is its check: it says what does not fit by throwing.
            ComponentParameters.Complete(scope, factory.Parameters, given, value, parameters =>
            {
                model = factory.Create(parameters);
                return null;
            });
        }

        return model;
    }
}
