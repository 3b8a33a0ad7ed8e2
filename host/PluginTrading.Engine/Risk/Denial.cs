using System.Globalization;
using PluginTrading.Engine.Machine;

namespace PluginTrading.Engine.Risk;

/// <summary>Why an entry was denied: which limit, what it allows, what was found.</summary>
internal sealed record Denial(string Rule, decimal Limit, decimal Actual)
{
    /// <summary><c>risk_refused: NAME limit X actual Y</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Reasons.RiskRefused}: {Rule} limit {Plain(Limit)} actual {Plain(Actual)}");

    /// <summary>Without trailing zeros.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
