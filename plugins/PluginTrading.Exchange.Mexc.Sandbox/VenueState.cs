using PluginTrading.Exchange.Mexc.Sandbox.Account;
using PluginTrading.Exchange.Mexc.Sandbox.Faults;
using PluginTrading.Exchange.Mexc.Sandbox.Markets;
using PluginTrading.Sdk.Exchanges;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>Everything that the exchange knows. Used under the venue's lock.</summary>
internal sealed class VenueState
{
    private readonly Dictionary<string, Market> _bySymbol;

    public VenueState(SandboxSettings settings)
    {
        Clock = new VenueClock(settings.Time);
        var chance = new SeededChance(settings.Seed);
        Ids = new VenueIds(Clock, chance);
        Faults = new FaultBox(Clock, chance);
        Markets = [.. settings.Instruments.Select((i, index) => new Market(new Contract(i, index, settings)))];
        _bySymbol = Markets.ToDictionary(m => m.Contract.Symbol, StringComparer.OrdinalIgnoreCase);
        Account = new SandboxAccount(settings.Balance, Markets);
        Orders = new OrderLedger(Markets.Count);
    }

    public VenueClock Clock { get; }

    public VenueIds Ids { get; }

    public FaultBox Faults { get; }

    /// <summary>In the feed's order of symbols.</summary>
    public IReadOnlyList<Market> Markets { get; }

    public SandboxAccount Account { get; }

    public OrderLedger Orders { get; }

    /// <summary>Market events shown so far.</summary>
    public long Events { get; set; }

    /// <summary>Requests so far, by endpoint.</summary>
    public SortedDictionary<string, long> Calls { get; } = new(StringComparer.Ordinal);

    public void CountCall(string endpoint) => Calls[endpoint] = Calls.GetValueOrDefault(endpoint) + 1;

    public Market? MarketOf(string? symbol) => symbol is null ? null : _bySymbol.GetValueOrDefault(symbol);
}
