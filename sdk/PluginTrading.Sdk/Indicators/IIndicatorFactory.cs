using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Indicators;

/// <summary>Makes indicators of one name. Registered by a plugin; documents and scripts name it in <c>condition_type</c>.</summary>
public interface IIndicatorFactory
{
    /// <summary>Name, meaning and parameters; the schema and the defaults come from here.</summary>
    IndicatorDeclaration Declaration { get; }

    /// <summary>What is wrong with parameters that are each in range but do not fit together, or <see langword="null"/>.</summary>
    string? Check(ParameterValues parameters) => null;

    /// <summary>A new indicator on one symbol, made before its first event.</summary>
    /// <param name="market">The symbol's market; ask it for windows and candle series here.</param>
    /// <param name="parameters">All declared parameters, defaults filled in, ranges and <see cref="Check"/> passed.</param>
    IIndicator Create(MarketView market, ParameterValues parameters);
}
