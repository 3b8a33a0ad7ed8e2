using PluginTrading.Documents.Strategies;
using PluginTrading.Engine.Components;
using PluginTrading.Sdk.Indicators;
using PluginTrading.Sdk.MarketData;
using PluginTrading.Sdk.Orders;
using PluginTrading.Sdk.Strategies;
using PluginTrading.Simulation;

namespace PluginTrading.Documents.Tests;

/// <summary>Components as plugins would provide them, and scripts that hold what a test says.</summary>
internal static class TestComponents
{
    public static ComponentCatalog Catalog()
    {
        var catalog = new ComponentCatalog();
        Add(catalog, "rsi", [Whole("period", 14, 1), Positive("interval", 60)], 0, 100);
        Add(catalog, "pump_magnitude_pct", Window(300, 0), -100, null, (p, _) => p["t1"] > p["t2"] ? null : $"t1 must be greater than t2, but is {p["t1"]} with t2 = {p["t2"]}");
        Add(catalog, "volume_surge_ratio", Window(300, 900), 0, null);
        Add(catalog, "price_momentum", Window(60, 0), -100, null);
        Add(catalog, "spread_pct", [], 0, null);
        Add(catalog, "drawdown_pct", [Positive("t1", 300)], -100, 0);
        Add(catalog, "volatility_pct", [Positive("t1", 300), Positive("interval", 5)], 0, null);
        Add(catalog, "macd_histogram", [Whole("fast", 12, 1), Whole("slow", 26, 1), Whole("signal", 9, 1), Positive("interval", 60)], null, null);
        Add(catalog, "acme.broken", [Positive("t1", 1)], null, null, (_, _) => throw new NotSupportedException("no such thing"));
        catalog.Sections.Add("acme.sections/mean-reversion", new TestSection());
        catalog.SlippageModels.Add("acme.models/depth", new TestSlippage());
        catalog.Strategies.Add("acme.strategies/steady", Steady(80));
        catalog.Strategies.Add("acme.strategies/faulty", Steady(180));
        return catalog;
    }

    public static DocumentReader Reader(IDocumentScripts? scripts = null) => new(Catalog(), scripts ?? new TestScripts());

    /// <summary>A strategy made by code: rsi between 40 and <paramref name="high"/> signals.</summary>
    public static StrategyDefinition Steady(double high) => new()
    {
        Name = "steady",
        Direction = Direction.Long,
        Limits = new StrategyLimits { BaseSize = 0.1m, Leverage = 2 },
        SignalDetection = StrategyWords.All(StrategyWords.Indicator("rsi").Between(40, 80), StrategyWords.Indicator("rsi", ("period", 7)) <= high),
        EntryConditions = StrategyWords.Code(() => new TestSection.Section()),
        CloseOrderDetection = StrategyWords.All(StrategyWords.Value("unrealized_pnl_pct") >= 5),
    };

    private static void Add(
        ComponentCatalog catalog, string name, IReadOnlyList<ParameterDeclaration> parameters, double? low, double? high, Func<ParameterValues, string, string?>? check = null) =>
        catalog.Indicators.Add(name, new TestIndicator(
            new() { Name = name, Description = $"The {name}.", Unit = "%", Parameters = parameters, ValueMinimum = low, ValueMaximum = high }, check));

    private static ParameterDeclaration[] Window(double t1, double t2) =>
    [
        Positive("t1", t1),
        new() { Name = "t2", Description = "End of the window, seconds ago.", Default = t2, Minimum = 0 },
    ];

    private static ParameterDeclaration Positive(string name, double value) =>
        new() { Name = name, Description = $"The {name}, seconds.", Default = value, Minimum = 0, MinimumIsExclusive = true, Maximum = 86400 };

    private static ParameterDeclaration Whole(string name, double value, double minimum) =>
        new() { Name = name, Description = $"The {name}.", Default = value, Minimum = minimum, IsInteger = true };

    private sealed class TestIndicator(IndicatorDeclaration declaration, Func<ParameterValues, string, string?>? check) : IIndicatorFactory
    {
        public IndicatorDeclaration Declaration => declaration;

        public string? Check(ParameterValues parameters) => check?.Invoke(parameters, declaration.Name);

        public IIndicator Create(MarketView market, ParameterValues parameters) => throw new NotSupportedException();
    }

    private sealed class TestSlippage : ISlippageModelFactory
    {
        public string Name => "depth";

        public IReadOnlyList<ParameterDeclaration> Parameters { get; } = [Positive("depth", 10)];

        public ISlippageModel Create(ParameterValues parameters) => new FixedSlippage(parameters["depth"]);
    }
}

internal sealed class TestSection : ISectionFactory
{
    public string Name => "mean-reversion";

    public IReadOnlyList<ParameterDeclaration> Parameters { get; } = [new() { Name = "width", Description = "Width of the band, %.", Default = 2, Minimum = 0 }];

    public IStrategySection Create() => new Section();

    internal sealed class Section : IStrategySection
    {
        public SectionResult Evaluate(SectionContext context) => false;
    }
}

/// <summary>Scripts by file name; a file that is not listed holds a section.</summary>
internal sealed class TestScripts(params (string File, DocumentScript Script)[] known) : IDocumentScripts
{
    public DocumentScript Load(string absolutePath) => known.FirstOrDefault(k => k.File == Path.GetFileName(absolutePath)).Script
        ?? new DocumentScript { CreateSection = () => new TestSection.Section() };
}
