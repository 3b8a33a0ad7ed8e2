using System.Globalization;
using System.Text;
using System.Text.Json;
using PluginTrading.Engine.Components;
using PluginTrading.Engine.Effects;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Strategies;

namespace PluginTrading.Engine.Sections;

/// <summary>One section of one strategy on one symbol: what it is, what it reads, and whether it is true now.</summary>
internal sealed class SectionRunner : ISectionSetup
{
    private readonly SymbolIndicators _indicators;
    private readonly SectionContext _context;
    private readonly IStrategySection _section;
    private readonly double _minConfidence;
    private readonly List<Reading> _readings = [];

    public SectionRunner(SectionKind kind, SectionDefinition definition, SymbolIndicators indicators, SectionContext context)
    {
        Kind = kind;
        _indicators = indicators;
        _context = context;
        _minConfidence = definition.MinConfidence;
        Parameters = definition is CodeSection { Parameters: var parameters } ? parameters : ParameterValues.None;
        _section = definition switch
        {
            ConditionSection conditions => new ConditionEvaluator(conditions.Group),
            CodeSection code => code.Create(),
            _ => throw new ArgumentException($"Unknown kind of section: {definition.GetType()}.", nameof(definition)),
        };
        _section.Initialize(this);
    }

    public SectionKind Kind { get; }

    public ParameterValues Parameters { get; }

    public MarketView Market => _indicators.Market;

    /// <summary>What the section reads, in order of asking.</summary>
    public IReadOnlyList<Reading> Readings => _readings;

    public SectionResult Evaluate()
    {
        var result = _section.Evaluate(_context);
        return result.IsTrue && result.Confidence < _minConfidence ? SectionResult.False : result;
    }

    public Reading Indicator(string name, params IReadOnlyList<(string Name, double Value)> parameters)
    {
        Reading reading;
        if (InstanceValue.Create(name, _context) is { } builtIn)
        {
            if (parameters.Count > 0)
                throw new ArgumentException($"'{name}' takes no parameters.", nameof(parameters));
            reading = new Reading(name, builtIn);
        }
        else
        {
            var (key, indicator) = _indicators.Get(name, parameters);
            reading = new Reading(key, indicator);
        }

        var existing = _readings.Find(r => r.Key == reading.Key);
        if (existing is not null)
            return existing;
        _readings.Add(reading);
        return reading;
    }

    /// <summary>Every value that the section reads, as a JSON object; what is not ready is null.</summary>
    public string ValuesAsJson()
    {
        var json = new StringBuilder("{");
        foreach (var reading in _readings)
        {
            if (json.Length > 1)
                json.Append(',');
            json.Append(CultureInfo.InvariantCulture, $"\"{JsonEncodedText.Encode(reading.Key)}\":");
            var value = reading.Value;
            if (double.IsFinite(value))
                json.Append(CultureInfo.InvariantCulture, $"{value:R}");
            else
                json.Append("null");
        }

        return json.Append('}').ToString();
    }
}
