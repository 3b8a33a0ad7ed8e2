using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Sdk.Exchanges;

/// <summary>Makes local servers that speak an exchange's protocol. Registered by a plugin under the exchange's name.</summary>
public interface IExchangeSandboxFactory
{
    /// <summary>The exchange's name, for instance <c>mexc</c>.</summary>
    string Name { get; }

    /// <summary>Names of the faults that it can be asked for, with what each does.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Faults { get; }

    /// <summary>Makes a sandbox; it serves nothing until <see cref="IExchangeSandbox.StartAsync"/>.</summary>
    /// <exception cref="ExchangeSettingsException">A setting or a fault is unknown or wrong.</exception>
    IExchangeSandbox Create(SandboxSettings settings);
}

/// <summary>A local exchange on loopback with one funded account.</summary>
public interface IExchangeSandbox : IAsyncDisposable
{
    /// <summary>Where it is reached over HTTP and WebSocket; known once it is started.</summary>
    Uri Address { get; }

    /// <summary>How far the market has come: events shown so far.</summary>
    long Events { get; }

    /// <summary>Time of the market's last event; <see langword="null"/> before the first.</summary>
    Timestamp? MarketTime { get; }

    /// <summary>Opens the port. The market stands still until <see cref="RunAsync"/>.</summary>
    /// <exception cref="ExchangeException">The port is taken.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Moves the market through the feed to its end, or until cancelled; the server goes on serving.</summary>
    Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Switches a fault on, written as on the command line: a name, or a name with <c>key=value</c> pairs, as in <c>timeout_after_accept count=1</c>.</summary>
    /// <exception cref="ExchangeSettingsException">The fault is unknown or wrong.</exception>
    void Inject(string fault);
}

/// <summary>What a sandbox is made from.</summary>
public sealed record SandboxSettings
{
    /// <summary>Port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>API key that clients must use.</summary>
    public required string Key { get; init; }

    /// <summary>API secret that clients must sign with.</summary>
    public required string Secret { get; init; }

    /// <summary>Money of the account, quote currency.</summary>
    public decimal Balance { get; init; } = 10_000m;

    /// <summary>Contracts, in the feed's order of symbols.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Its market; disposed by the caller.</summary>
    public required IMarketDataFeed Feed { get; init; }

    /// <summary>Seconds of market time per second; 0 goes as fast as clients read.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether the market's times are moved so that its first event is at the time of starting.</summary>
    public bool ShiftsTimes { get; init; }

    /// <summary>Whether order placing and other requests are limited as at the exchange.</summary>
    public bool LimitsRates { get; init; } = true;

    /// <summary>Taker fee in percent of notional where an instrument does not say.</summary>
    public decimal TakerFeePct { get; init; } = 0.08m;

    /// <summary>Maker fee in percent of notional where an instrument does not say.</summary>
    public decimal MakerFeePct { get; init; } = 0.06m;

    /// <summary>Seed of partial fills and of faults with a chance.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Faults from the start, written as for <see cref="IExchangeSandbox.Inject"/>, each with an optional <c>at=SECONDS</c> of market time since the first event.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Clock and timers.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Takes a line for the host's log.</summary>
    public required Action<ExchangeLogLevel, string> Log { get; init; }
}
