using PluginTrading.Exchange.Mexc.Account;
using PluginTrading.Exchange.Mexc.MarketData;
using PluginTrading.Exchange.Mexc.Protocol;
using PluginTrading.Exchange.Mexc.Rest;
using PluginTrading.Exchange.Mexc.Settings;
using PluginTrading.Exchange.Mexc.Sockets;
using PluginTrading.Sdk.Exchanges;
using PluginTrading.Sdk.MarketData;

namespace PluginTrading.Exchange.Mexc;

/// <summary>MEXC's USDT perpetual futures.</summary>
internal sealed class MexcExchange : IExchange
{
    private readonly MexcSettings _settings;
    private readonly ExchangeContext _context;
    private readonly Func<IMexcSocket> _sockets;
    private readonly MexcClock _clock;
    private readonly MexcRest _rest;
    private readonly MexcReads _reads;
    private readonly Contracts _contracts;
    private readonly Func<double> _randomizer;

    /// <param name="settings">Checked settings.</param>
    /// <param name="context">Clock, log and secrets.</param>
    /// <param name="handler">Sends HTTP requests; disposed with this.</param>
    /// <param name="sockets">Makes an unconnected socket.</param>
    public MexcExchange(MexcSettings settings, ExchangeContext context, HttpMessageHandler handler, Func<IMexcSocket> sockets)
    {
        _settings = settings;
        _context = context;
        _sockets = sockets;
        _randomizer = Jitter(context.Time);
        _clock = new MexcClock(context.Time);
        _rest = new MexcRest(handler, settings, _clock, context.Time);
        _reads = new MexcReads(_rest, null, context.Time, _randomizer);
        _contracts = new Contracts(_reads, settings);
    }

    public Task<IReadOnlyList<Instrument>> GetInstrumentsAsync(IReadOnlyList<string> symbols, CancellationToken cancellationToken) =>
        _contracts.GetAsync(symbols, cancellationToken);

    public Task RunMarketDataAsync(IReadOnlyList<Instrument> instruments, IMarketSink sink, CancellationToken cancellationToken) =>
        new StreamLoop("market data", _settings, _sockets, _context, _randomizer).RunAsync(new MarketStream(instruments, sink, _context, _rest), cancellationToken);

    public Task<IReadOnlyList<MarketEvent>> GetTradesAsync(Instrument instrument, int symbolIndex, Timestamp from, Timestamp to, CancellationToken cancellationToken) =>
        new TradeBackfill(_reads).GetAsync(instrument, symbolIndex, from, to, cancellationToken);

    public IExchangeAccount OpenAccount(IReadOnlyList<Instrument> instruments, IAccountSink sink)
    {
        var keys = new ApiKeys(_settings.Key.Read(_context.Secret), _settings.Secret.Read(_context.Secret));
        _contracts.Know(instruments);
        return new MexcAccount(new AccountContext
        {
            Instruments = instruments,
            Sink = sink,
            Settings = _settings,
            Exchange = _context,
            Keys = keys,
            Clock = _clock,
            Rest = _rest,
            Reads = new MexcReads(_rest, keys, _context.Time, _randomizer),
            Contracts = _contracts,
            Randomizer = _randomizer,
            Sockets = _sockets,
        });
    }

    public ValueTask DisposeAsync()
    {
        _rest.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Jitter needs to differ between hosts, not to be secret: its seed is the time of starting.</summary>
    private static Func<double> Jitter(TimeProvider time)
    {
        var random = new Random((int)(time.GetUtcNow().UtcTicks & int.MaxValue));
        var gate = new Lock();
        return () =>
        {
            lock (gate)
                return random.NextDouble();
        };
    }
}
