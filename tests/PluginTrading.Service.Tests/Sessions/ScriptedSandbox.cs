using PluginTrading.Plugins;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Service.Tests.Sessions;

/// <summary>The sandbox on loopback, with one contract whose market the test moves.</summary>
internal sealed class ScriptedSandbox : IAsyncDisposable
{
    public const string Symbol = "ABC_USDT";
    public const string Key = "key";
    public const string Secret = "secret";

    /// <summary>What of the account's balance is not a session's that begins with 1,000.</summary>
    public const decimal Outside = 4_000m;

    private readonly ScriptedFeed _feed = new();
    private readonly CancellationTokenSource _ending = new();
    private Task _market = Task.CompletedTask;

    // Of today, as a venue's times are, and far enough back that a market faster than the clock does not overtake it: the venue's lists are asked for by it.
    private long _time = TimeProvider.System.GetUtcNow().AddHours(-12).ToUnixTimeMilliseconds() / 60_000 * 60_000;

    private ScriptedSandbox(LoadedPlugins plugins, string[] faults) => Exchange = plugins.Components.Sandboxes["mexc"].Create(new SandboxSettings
    {
        Key = Key,
        Secret = Secret,
        Balance = 1_000 + Outside,
        Instruments = [Instrument],
        Feed = _feed,
        Speed = 0,
        LimitsRates = false,
        Faults = faults,
        Time = TimeProvider.System,
        Log = static (_, _) => { },
    });

    public static Instrument Instrument { get; } = new()
    {
        Symbol = Symbol,
        Base = "ABC",
        Quote = "USDT",
        PriceTick = 0.1m,
        QuantityStep = 0.01m,
        ContractSize = 0.01m,
        MinQuantity = 0.01m,
        MaxQuantity = 20m,
        MaxLeverage = 50,
    };

    public IExchangeSandbox Exchange { get; }

    /// <summary>The members of a session's <c>market</c> that find it, beside keys.</summary>
    public string MarketMembers => $"\"exchange\": \"mexc\", \"rest_url\": \"http://{Exchange.Address.Authority}\", \"websocket_url\": \"ws://{Exchange.Address.Authority}/edge\"";

    public static async Task<ScriptedSandbox> StartAsync(LoadedPlugins plugins, string[] faults)
    {
        var sandbox = new ScriptedSandbox(plugins, faults);
        await sandbox.Exchange.StartAsync(TestContext.Current.CancellationToken);
        sandbox._market = sandbox.Exchange.RunAsync(sandbox._ending.Token);
        return sandbox;
    }

    /// <summary>The market trades, half a second after the trade before.</summary>
    public void Trade(double price)
    {
        _time += 500;
        _feed.Add(MarketEvent.Trade(0, Timestamp.FromUnixMilliseconds(_time), price, 5));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _market.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Exchange.DisposeAsync();
        _ending.Dispose();
    }
}
