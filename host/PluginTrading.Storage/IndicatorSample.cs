using System.Text.Json;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Storage;

/// <summary>What an indicator said where a section decided: enough for a chart to mark it.</summary>
/// <param name="Symbol">Symbol of the session.</param>
/// <param name="Name">Name with its parameters.</param>
/// <param name="Time">When it had the value.</param>
/// <param name="Value"><see langword="null"/> while it was not ready.</param>
public sealed record IndicatorSample(string Symbol, string Name, Timestamp Time, double? Value)
{
    /// <summary>The values that a section decided by; none where no section did.</summary>
    internal static IEnumerable<IndicatorSample> Of(Transition transition)
    {
        if (transition.Section is null)
            yield break;
        using var values = JsonDocument.Parse(transition.IndicatorValues);
        foreach (var value in values.RootElement.EnumerateObject())
            yield return new IndicatorSample(transition.Symbol, value.Name, transition.Time, value.Value.ValueKind == JsonValueKind.Number ? value.Value.GetDouble() : null);
    }
}
