using PluginTrading.Exchange.Mexc.Sandbox.Rest;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc.Sandbox;

/// <summary>The sandbox: a server on loopback, and the market behind it.</summary>
internal sealed class MexcSandbox : IExchangeSandbox
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromMilliseconds(25);

    private readonly LoopbackServer _server;
    private readonly SandboxSettings _settings;
    private ITimer? _beat;
    private int _isBeating;

    public MexcSandbox(SandboxSettings settings)
    {
        _settings = settings;
        Venue = new Venue(settings);
        _server = new LoopbackServer(Venue);
    }

    public Venue Venue { get; }

    public Uri Address => _server.Address;

    public long Events => Venue.State.Events;

    public Timestamp? MarketTime => Venue.Do(() => Venue.State.Clock.Market);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync(cancellationToken).ConfigureAwait(false);
        _beat = _settings.Time.CreateTimer(static sandbox => ((MexcSandbox)sandbox!).Beat(), this, BeatInterval, BeatInterval);
        _settings.Log(ExchangeLogLevel.Information, $"the sandbox listens on {Address}");
    }

    public Task RunAsync(CancellationToken cancellationToken) => new MarketPump(Venue).RunAsync(cancellationToken);

    public void Inject(string fault)
    {
        Venue.Inject([Venue.ParseFault(fault)]);
        _settings.Log(ExchangeLogLevel.Information, $"fault on: {fault}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_beat is not null)
            await _beat.DisposeAsync().ConfigureAwait(false);
        Venue.Do(() => Venue.Hub.DropAll());
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One beat at a time; a fault in it is a line of the log, not the end of the process.</summary>
    private void Beat()
    {
        if (Interlocked.Exchange(ref _isBeating, 1) == 1)
            return;
        try
        {
            Venue.Beat();
        }
#pragma warning disable CA1031 // The edge of a timer: what is thrown here would end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _settings.Log(ExchangeLogLevel.Warning, $"a beat of the sandbox failed: {e}");
        }
        finally
        {
            Volatile.Write(ref _isBeating, 0);
        }
    }
}
