using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Strategies;

/// <summary>
/// One section of a strategy on one symbol. Conditions, scripts and plugins all become this. Called from one thread; a pure function of
/// what it is given: no clock, randomness, I/O.
/// </summary>
public interface IStrategySection
{
    /// <summary>Called once before the first event: ask here for what <see cref="Evaluate"/> reads.</summary>
    void Initialize(ISectionSetup setup)
    {
    }

    /// <summary>Decides, as of the event being handled. Must not allocate when it is not true.</summary>
    /// <exception cref="Exception">Whatever it throws stops the session's run with the section's name and the event's time.</exception>
    SectionResult Evaluate(SectionContext context);
}

/// <summary>What a section may ask for while setting up.</summary>
public interface ISectionSetup
{
    /// <summary>The symbol's market: windows, candle series, contract rules.</summary>
    MarketView Market { get; }

    /// <summary>The section's own parameters, as its factory declared them; empty for scripts.</summary>
    ParameterValues Parameters { get; }

    /// <summary>
    /// A value to read: an indicator of a loaded plugin, or a built-in. The same name and parameters give the same indicator everywhere on
    /// the symbol. What is asked for here is recorded with each decision of the section, in order of asking.
    /// </summary>
    /// <exception cref="ArgumentException">The name or a parameter is unknown or out of range; the text says what is allowed.</exception>
    Reading Indicator(string name, params IReadOnlyList<(string Name, double Value)> parameters);
}

/// <summary>Makes sections of one name. Registered by a plugin; documents name it as <c>plugin-id/name</c>.</summary>
public interface ISectionFactory
{
    /// <summary>Name after the slash, unique in the plugin.</summary>
    string Name { get; }

    /// <summary>Parameters; the schema and the defaults come from here.</summary>
    IReadOnlyList<ParameterDeclaration> Parameters { get; }

    /// <summary>A new section; called once per strategy and symbol.</summary>
    IStrategySection Create();
}
